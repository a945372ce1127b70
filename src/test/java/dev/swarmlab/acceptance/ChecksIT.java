package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Breaks something that each kind of check tests, and expects the check to fail with the right reason. */
class ChecksIT {

    private static final String LAB = "checks-it";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Path folder;
    private static OuterEngine engine;

    @BeforeAll
    static void up(@TempDir Path shared) throws IOException {
        folder = shared;
        engine = OuterEngine.open();
        Files.writeString(folder.resolve("web.yml"), """
                services:
                  api:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    networks: [localnet]
                    deploy: {replicas: 4, endpoint_mode: dnsrr, restart_policy: {delay: 0s}, update_config: {monitor: 300ms}}
                  door:
                    image: ${REGISTRY}/swarmlab/nginx:latest
                    environment: {BACKEND_HOST: "tasks.web_api:8080"}
                    networks: [localnet]
                    ports: [{target: 80, published: 80, mode: host}]
                    deploy:
                      mode: global
                      endpoint_mode: dnsrr
                      placement: {constraints: [node.role==manager]}
                      update_config: {monitor: 300ms}
                networks: {localnet: {external: true}}
                """);
        Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                workers: [{labels: {disk: ssd}}, {}]
                ports: ["8190:80"]
                images:
                  - {image: swarmlab/echo:latest, build: %2$s/images/echo}
                  - {image: swarmlab/nginx:latest, build: %2$s/images/nginx}
                networks: [localnet]
                stacks: {web: web.yml}
                checks:
                  - {name: answers, http: "http://localhost:8190/", contains: Hello Docker!!, hint: "Is the door open?"}
                  - {name: many answer, http: "http://localhost:8190/", requests: 30, distinct: 3}
                  - {name: not found, http: "http://localhost:8190/nowhere", status: 404}
                  - {name: asked from a node, http: "http://localhost:80/", from: manager, contains: Hello Docker!!}
                  - {name: four run, service: web_api, running: 4, nodes: 2}
                  - {name: of this image, service: web_api, image: "registry:5000/swarmlab/echo:latest"}
                  - {name: the door on managers, service: web_door, only: node.role==manager}
                  - {name: worker is ready, node: worker02, state: ready}
                  - {name: worker has a disk, node: worker01, labels: {disk: ssd}, availability: active, role: worker}
                  - {name: three nodes, run: docker node ls --quiet, lines: 3}
                  - {name: four echoes by name, network: localnet, resolves: tasks.web_api, addresses: 4}
                  - {name: through the mesh, http: "http://localhost:8190/", needs: ip_vs}
                  - {name: none lost, no_request_lost: "http://localhost:8190/", during: "sleep 1", rate: 50}
                """.formatted(LAB, SwarmLabProcess.home()));
        ProcessResult up = swarmlab("up", "--check", folder.resolve("lab.yml").toString());
        System.out.println(up.out());
        up.succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    private static String inManager(String command) {
        return engine.execute("swarmlab-" + LAB + "-manager", "sh", "-c", command);
    }

    private static ProcessResult check(String... options) {
        return SwarmLabProcess.of(Stream.concat(Stream.of("check", LAB), Stream.of(options))
                        .toArray(String[]::new))
                .run();
    }

    private static JsonNode result(JsonNode report, String check) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(result -> result.path("name").asText().equals(check))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The check, a command that breaks it, a command that fixes it, and the reason of the failure. Both run on the
     * manager.
     */
    static Stream<Arguments> a_check_fails_when_its_subject_is_broken() {
        String update = "docker service update --quiet --detach=false ";
        return Stream.of(
                Arguments.of(
                        "answers",
                        update + "--env-add BACKEND_HOST=tasks.nobody:8080 web_door",
                        update + "--env-add BACKEND_HOST=tasks.web_api:8080 web_door",
                        "http://localhost:8190/: status 502"),
                Arguments.of(
                        "many answer",
                        "docker service scale web_api=1",
                        "docker service scale web_api=4",
                        "gave 1 different answer to 30 requests, expected at least 3"),
                Arguments.of(
                        "not found",
                        update + "--env-add BACKEND_HOST=tasks.nobody:8080 web_door",
                        update + "--env-add BACKEND_HOST=tasks.web_api:8080 web_door",
                        "status 502, expected 404"),
                Arguments.of(
                        "asked from a node",
                        "docker service update --quiet --publish-rm published=80,target=80,mode=host web_door",
                        "docker service update --quiet --publish-add published=80,target=80,mode=host web_door",
                        "from manager: "),
                Arguments.of(
                        "four run",
                        "docker service scale web_api=3",
                        "docker service scale web_api=4",
                        "web_api has 3 running tasks, expected 4"),
                Arguments.of(
                        "of this image",
                        update + "--stop-grace-period 1s --image registry:5000/swarmlab/nginx:latest"
                                + " --args 'sleep 1000' --force web_api",
                        update + "--image registry:5000/swarmlab/echo:latest --args '/bin/serve' web_api",
                        "runs registry:5000/swarmlab/nginx:latest, expected registry:5000/swarmlab/echo:latest"),
                Arguments.of(
                        "the door on managers",
                        update + "--constraint-rm node.role==manager --constraint-add node.hostname==worker01 web_door",
                        update + "--constraint-rm node.hostname==worker01 --constraint-add node.role==manager web_door",
                        "expected a node with node.role==manager"),
                Arguments.of(
                        "worker has a disk",
                        "docker node update --label-rm disk worker01",
                        "docker node update --label-add disk=ssd worker01",
                        "worker01 has no label disk, expected disk=ssd"),
                Arguments.of(
                        "worker has a disk",
                        "docker node update --availability drain worker01",
                        "docker node update --availability active worker01",
                        "worker01's availability is drain, expected active"),
                Arguments.of(
                        "worker has a disk",
                        "docker node promote worker01",
                        "docker node demote worker01",
                        "worker01 is a manager, expected a worker"),
                Arguments.of(
                        "four echoes by name",
                        "docker service scale web_api=2",
                        "docker service scale web_api=4",
                        "tasks.web_api has 2 addresses on manager, expected at least 4"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource
    void a_check_fails_when_its_subject_is_broken(String check, String breaking, String fixing, String reason) {
        inManager(breaking);
        try {
            // The old state may still answer for a moment: tasks have time to end, and names are cached for a second.
            Await.until("the check to fail", Deadline.in(PATIENCE), () -> {
                JsonNode found = result(check("--within", "1s", "-o", "json").json(), check);
                boolean isFound = found.path("outcome").asText().equals("failed")
                        && found.path("reason").asText().contains(reason);
                return Answer.readyIf(isFound, found.toString());
            });
        } finally {
            inManager(fixing);
        }
        assertThat(result(check("-o", "json").json(), check).path("outcome").asText())
                .as("the check passes after the fix")
                .isEqualTo("passed");
    }

    @Test
    void a_check_fails_when_its_node_is_stopped() {
        String worker = "swarmlab-" + LAB + "-worker02";
        engine.client().stopContainerCmd(worker).exec();
        try {
            Await.until("the swarm to list the node as down", Deadline.in(PATIENCE), () -> {
                String nodes = inManager("docker node ls");
                return Answer.readyIf(nodes.contains("Down"), nodes);
            });
            JsonNode report = check("--within", "1s", "-o", "json").endedWith(5).json();

            assertThat(result(report, "worker is ready").path("reason").asText())
                    .contains("worker02 is down");
        } finally {
            engine.client().startContainerCmd(worker).exec();
        }
        assertThat(result(check("-o", "json").json(), "worker is ready")
                        .path("outcome")
                        .asText())
                .isEqualTo("passed");
    }

    @Test
    void a_check_fails_when_its_command_prints_something_else() throws IOException {
        Path other = folder.resolve("other.yml");
        Files.writeString(
                other,
                Files.readString(folder.resolve("lab.yml"))
                        .replace("docker node ls --quiet, lines: 3", "docker node ls --quiet, lines: 4"));

        ProcessResult checked =
                check("--file", other.toString(), "--within", "1s").endedWith(5);

        assertThat(checked.out())
                .contains("✗ three nodes: `docker node ls --quiet` on manager printed 3 lines, expected 4");
    }

    @Test
    void a_check_fails_when_a_request_is_lost() throws IOException {
        Path other = folder.resolve("lossy.yml");
        Files.writeString(
                other,
                Files.readString(folder.resolve("lab.yml"))
                        .replace(
                                "during: \"sleep 1\"",
                                "during: \"docker service scale web_api=0; sleep 2; docker service scale web_api=4\""));

        JsonNode report = check("--file", other.toString(), "-o", "json").json();

        assertThat(result(report, "none lost").path("outcome").asText()).isEqualTo("failed");
        assertThat(result(report, "none lost").path("reason").asText())
                .containsPattern("lost [0-9]+ of [0-9]+ requests, expected 0; first: after [0-9.]+ s: status 502");
    }

    @Test
    void a_check_that_needs_a_missing_kernel_feature_is_unavailable() {
        boolean ipVs = inManager("ip link show ip_vs 2>/dev/null; test -e /proc/net/ip_vs && echo yes || echo no")
                .strip()
                .endsWith("yes");

        JsonNode mesh = result(check("-o", "json").json(), "through the mesh");

        assertThat(mesh.path("outcome").asText()).isEqualTo(ipVs ? "passed" : "unavailable");
        if (!ipVs) {
            assertThat(mesh.path("reason").asText()).contains("this kernel has no ip_vs");
        }
    }

    @Test
    void writes_junit_xml() throws Exception {
        String xml = check("-o", "junit").succeeded().out();

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("13");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void watch_prints_changes_and_ends_when_all_checks_pass() {
        inManager("docker node update --label-rm disk worker01");
        StartedProcess watch = SwarmLabProcess.of("check", LAB, "--watch").start();
        Await.until(
                "the watch to print the failed check",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(watch.outputSoFar().contains("worker01 has no label disk"), watch.outputSoFar()));
        inManager("docker node update --label-add disk=ssd worker01");

        assertThat(watch.await(PATIENCE).succeeded().out()).contains("worker has a disk: passed");
    }
}
