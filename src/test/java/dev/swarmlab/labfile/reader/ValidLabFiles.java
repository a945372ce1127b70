package dev.swarmlab.labfile.reader;

/** Lab files that several tests read. They name the files of {@link SampleFiles}. */
public final class ValidLabFiles {

    /** Has every key. */
    public static final String EVERYTHING = """
        name: everything
        node: {image: "my/node:1", build: built, args: [--mtu=1400], memory: 1g, cpus: 1.5}
        managers:
          - {count: 3, availability: drain}
        workers:
          - {count: 2, labels: {region: east, rack: 7}, availability: active}
          - {image: docker:27-dind, memory: 512m, args: [], availability: pause}
        registry: {image: registry:2.8, port: 5000, mirror: https://mirror.example.org}
        subnet: 10.99.4.0/22
        ports: ["8000:80"]
        volumes: ["./folder:/stack:ro"]
        images:
          - alpine:3
          - image: my/echo
            build: cooked
          - image: my/echo:2
            build: {context: cooked, args: {VERSION: 2, DEBUG: true}}
        networks: [localnet, {name: secure, encrypted: true, subnet: 10.9.0.0/24, attachable: false}]
        stacks: {echo: networked.yml}
        checks:
          - {name: front door, http: "http://localhost:8000/", from: worker01, contains: Hello, requests: 60,
             distinct: 6, within: 1m30s, hint: "is it deployed?", needs: ip_vs}
          - {name: teapot, http: "http://localhost:8000/tea", status: 418}
          - &echoes
            {name: six echoes, service: echo_api, running: 6, completed: 0, nodes: 3, most_per_node: 2,
             evenly: node.labels.region, only: [node.role==worker, node.labels.rack != 8],
             never: node.hostname==manager, image: my/echo}
          - {name: drained, node: worker03, state: ready, role: worker, availability: pause, labels: {region: east},
             image: my/echo}
          - {name: four nodes, run: docker node ls -q, lines: 4}
          - {name: a worker, node: worker01, run: docker ps, exit: 1, contains: echo}
          - {name: found by name, network: localnet, resolves: tasks.echo_api, addresses: 6, image: alpine:3}
          - {name: no request lost, no_request_lost: "http://localhost:8000/", node: leader, rate: 50,
             during: docker service update --force echo_api}
        scenarios:
          - name: the leader is lost
            actions:
              - {stop: leader}
              - {kill: worker01}
              - {pause: any worker}
              - {start: worker01}
              - {start: stopped}
              - {kill_tasks: echo_api, count: 2}
              - {run: docker service scale echo_api=6, node: any manager, exit: 0}
              - {check: *echoes}
            checks:
              - {<<: *echoes, name: six again, within: 2m}
        """;

    private ValidLabFiles() {}
}
