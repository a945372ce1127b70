package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Container;
import dev.swarmlab.support.EngineInContainer;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An engine with labs of one, three and five managers is killed with everything that runs on it. */
class EngineRestartIT {

    private static final String IMAGE = "swarmlab/node:trixie";
    private static final List<String> LABS = List.of("one", "three", "five");
    private static final String STOPPED = "stopped";

    private static OuterEngine carrier;
    private static EngineInContainer engine;

    @BeforeAll
    static void create_labs() throws IOException {
        carrier = OuterEngine.open();
        engine = EngineInContainer.start(carrier, IMAGE, List.of(), List.of());
        up("one", "managers: 1\nworkers: 2", 3);
        up("three", "managers: 3\nworkers: 1", 4);
        up("five", "managers: 5\nworkers: 0", 5);
        up(STOPPED, "workers: 0", 1);
    }

    @AfterAll
    static void remove() {
        engine.close();
        carrier.close();
    }

    private static void up(String lab, String nodes, int count) {
        swarmlab("up", "-")
                .reading("""
                name: %s
                %s
                node: {image: '%s'}
                registry: {image: 'swarmlab/registry:trixie'}
                images: [{image: swarmlab/echo:latest, build: %s}]
                networks: [localnet]
                stacks: {web: %s}
                checks:
                  - {name: every node runs a task, service: web_echo, running: %d, nodes: %d, within: 3m}
                  - {name: a node answers, http: http://127.0.0.1/, from: manager, contains: Hello Docker!!, within: 1m}
                  - {name: the config is there, run: docker config inspect kept, within: 1m}
                  - {name: the data is there, run: docker volume inspect homework, within: 1m}
                """.formatted(
                                lab,
                                nodes,
                                IMAGE,
                                SwarmLabProcess.home().resolve("images/echo"),
                                SwarmLabProcess.home().resolve("src/test/stacks/web.yml"),
                                count,
                                count))
                .run()
                .succeeded();
        inManager(lab, "echo content | docker config create kept - && docker volume create homework");
    }

    private static SwarmLabProcess swarmlab(String... arguments) {
        return engine.swarmlab(arguments);
    }

    private static String inManager(String lab, String command) {
        return swarmlab("exec", "-l", lab, "manager", "--", "sh", "-c", command)
                .run()
                .succeeded()
                .out();
    }

    /** What must not change: ids, names, addresses and ports of the containers, node ids, and certificates. */
    private static Map<String, String> identity(String lab) {
        Map<String, String> identity = new TreeMap<>();
        for (Container container : containers(lab)) {
            String name = container.getNames()[0];
            identity.put(name, container.getId() + " " + List.of(container.getPorts()));
            Object networks = container.getNetworkSettings() == null
                    ? ""
                    : container.getNetworkSettings().getNetworks().values().stream()
                            .map(network -> network.getIpAddress())
                            .toList();
            identity.put(name + " address", String.valueOf(networks));
        }
        identity.put("nodes", inManager(lab, "docker node ls --format '{{.ID}} {{.Hostname}}' | sort"));
        identity.put("certificates", inManager(lab, "cat /certs/server/*.pem /certs/authority/*.pem | md5sum"));
        identity.put("services", inManager(lab, "docker service ls --format '{{.ID}} {{.Name}}'"));
        return identity;
    }

    private static List<Container> containers(String lab) {
        try (OuterEngine client = OuterEngine.at(engine.address())) {
            return client.containers(lab);
        }
    }

    private static Map<String, String> states(String lab) {
        return containers(lab).stream()
                .collect(Collectors.toMap(
                        container -> container.getNames()[0].replace("/swarmlab-" + lab + "-", ""),
                        Container::getState));
    }

    @Test
    void all_labs_are_as_before() {
        Map<String, Map<String, String>> before = new TreeMap<>();
        LABS.forEach(lab -> before.put(lab, identity(lab)));
        swarmlab("stop", STOPPED).run().succeeded();
        swarmlab("node", "stop", "-l", "one", "worker02").run().succeeded();

        engine.killAndStart();

        assertThat(states(STOPPED).values()).containsOnly("exited");
        assertThat(states("one")).containsEntry("worker02", "exited").containsEntry("worker01", "running");
        for (String lab : LABS) {
            JsonNode started =
                    swarmlab("start", lab, "-o", "json").run().succeeded().json();
            assertThat(started.path("nodes").findValuesAsText("state")).containsOnly("ready");
            assertThat(states(lab).values()).containsOnly("running");
            assertThat(identity(lab)).isEqualTo(before.get(lab));
            swarmlab("check", lab).run().succeeded();
        }
    }
}
