package dev.swarmlab.descriptor;

/** Descriptors that more than one test reads; the files are those of {@link SampleFiles}. */
public final class ValidDescriptors {

    public static final String EVERYTHING = """
            name: everything
            node: {image: "my/node:1", build: built, args: [--mtu=1400], memory: 1g, cpus: 1.5}
            managers:
              - {count: 3, availability: drain}
            workers:
              - {count: 2, labels: {region: east, rack: 7}, availability: active}
              - {image: docker:27-dind, memory: 512m, args: [], availability: pause}
            registry: {image: registry:2.8, port: 5000, mirror: https://mirror.example.org}
            ports: ["8000:80"]
            volumes: ["./folder:/stack:ro"]
            images:
              - alpine:3
              - image: my/echo
                build: cooked
              - image: my/echo:2
                build: {context: cooked, args: {VERSION: 2, DEBUG: true}}
            networks: [localnet, {name: secure, encrypted: true, subnet: 10.9.0.0/24, attachable: false}]
            stacks: {echo: file.txt}
            checks:
              - {name: front door, http: "http://localhost:8000/", contains: Hello}
              - {name: six echoes, service: echo_api, running: 6}
              - {name: four nodes, run: docker node ls -q, lines: 4}
              - {name: a worker, node: worker01, run: docker ps, contains: echo}
            """;

    private ValidDescriptors() {}
}
