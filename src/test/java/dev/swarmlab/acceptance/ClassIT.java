package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A class of ten labs, and one of three students, from a lab file of the repository. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClassIT {

    private static final String FILE = "labs/minimal.yml";
    private static final String CLASS = "pupils";
    private static final String REGISTRY = "registry.port=5017";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> LABS =
            IntStream.rangeClosed(1, 10).mapToObj("pupils-%02d"::formatted).toList();

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;

    @BeforeAll
    static void open() {
        engine = OuterEngine.open();
    }

    @AfterAll
    static void down() {
        swarmlab("down", CLASS, "readers").succeeded();
        engine.close();
    }

    private static ProcessResult up(String... options) {
        return SwarmLabProcess.of(Stream.concat(
                                Stream.of("up", FILE, "--name", CLASS, "--set", REGISTRY, "-o", "json"),
                                Arrays.stream(options))
                        .toArray(String[]::new))
                .run(PATIENCE);
    }

    private static List<String> resources() {
        List<String> resources = new ArrayList<>(engine.resourcesOf(CLASS));
        LABS.forEach(lab -> resources.addAll(engine.resourcesOf(lab)));
        return resources;
    }

    private static String address(String container) {
        InspectContainerResponse manager =
                engine.client().inspectContainerCmd(container).exec();
        return Objects.requireNonNull(manager.getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow()
                .getIpAddress());
    }

    /** What the daemon at an address says to a request without TLS: 400 Bad Request. */
    private static String answer(String container, String address) {
        return engine.execute(container, "sh", "-c", "wget -T 3 -t 1 -O - http://" + address + ":2376/ 2>&1");
    }

    private static int exitCode(String container, String command) {
        String output = engine.execute(container, "sh", "-c", command + " >/dev/null 2>&1; echo $?");
        return Integer.parseInt(output.strip());
    }

    @Order(1)
    @Test
    void a_class_that_does_not_fit_is_refused_before_anything_is_made() {
        ProcessResult refused = up("--count", "190").endedWith(1);

        assertThat(refused.err())
                .contains("190 more labs do not fit on the engine's host, about ", "processors: ", "inotify: ");
        assertThat(resources()).isEmpty();
    }

    @Order(2)
    @Test
    void ten_labs_are_ready_with_ports_of_their_own() {
        JsonNode report = up("--count", "10", "--check").succeeded().json();

        assertThat(report.path("labs").findValuesAsText("lab")).isEqualTo(LABS);
        assertThat(report.path("labs").findValuesAsText("state")).hasSize(10).containsOnly("ready");
        Set<String> ports = new HashSet<>();
        report.path("labs")
                .forEach(lab -> ports.add(lab.path("ports").path("8000").asText()));
        assertThat(ports).hasSize(10).doesNotContain("", "8000");
    }

    @Order(3)
    @Test
    void each_published_port_leads_to_its_own_lab() {
        JsonNode labs =
                swarmlab("status", "--class", CLASS, "-o", "json").succeeded().json();

        assertThat(labs).hasSize(10);
        for (JsonNode lab : labs) {
            String network = engine.client()
                    .inspectNetworkCmd()
                    .withNetworkId("swarmlab-" + lab.path("name").asText())
                    .exec()
                    .getIpam()
                    .getConfig()
                    .get(0)
                    .getSubnet();
            assertThat(lab.path("subnet").asText()).isEqualTo(network);
            assertThat(lab.path("ports").get(0).path("node").asText()).isEqualTo("manager");
        }
        assertThat(labs.findValuesAsText("subnet")).doesNotHaveDuplicates();
    }

    @Order(3)
    @Test
    void the_card_of_each_student_names_the_port_of_their_lab() {
        JsonNode labs =
                swarmlab("status", "--class", CLASS, "-o", "json").succeeded().json();
        JsonNode cards =
                swarmlab("cards", "--class", CLASS, "-o", "json").succeeded().json();

        assertThat(cards.findValuesAsText("lab")).isEqualTo(LABS);
        assertThat(cards.findValuesAsText("page")).doesNotHaveDuplicates();
        for (int lab = 0; lab < LABS.size(); lab++) {
            assertThat(cards.path(lab).path("page").asText())
                    .isEqualTo("http://"
                            + labs.path(lab).path("ports").path(0).path("host").asText());
        }
    }

    @Order(3)
    @Test
    void the_image_was_pushed_once() {
        String log = engine.logs("swarmlab-pupils-registry");

        assertThat(log.lines().filter(line -> line.contains("\"PUT /v2/swarmlab/echo/manifests/latest HTTP/1.1\" 201")))
                .as("%s", log)
                .hasSize(1);
        assertThat(engine.client().listContainersCmd().withShowAll(true).exec())
                .filteredOn(container -> container.getNames()[0].matches("/swarmlab-pupils.*registry"))
                .hasSize(1);
    }

    /** Neither the engine nor the registry, which is in the networks of all labs, leads from one lab to another. */
    @Order(3)
    @Test
    void no_route_name_or_port_leads_from_one_lab_to_another() {
        String node = "swarmlab-pupils-01-worker01";
        String neighbour = address("swarmlab-pupils-02-manager");
        String registry =
                engine.execute(node, "sh", "-c", "getent hosts registry").split("\\s+")[0];

        assertThat(exitCode(node, "getent hosts manager")).isZero();
        assertThat(exitCode(node, "wget -q -T 3 -O - http://registry:5000/v2/")).isZero();
        assertThat(exitCode(node, "getent hosts swarmlab-pupils-02-manager")).isNotZero();
        assertThat(answer(node, address("swarmlab-pupils-01-manager"))).contains("400");
        assertThat(answer(node, neighbour)).doesNotContain("400");
        assertThat(exitCode(node, "ip route add " + neighbour + "/32 via " + registry))
                .isZero();
        assertThat(answer(node, neighbour)).doesNotContain("400");
        assertThat(exitCode(node, "ip route del " + neighbour + "/32")).isZero();
    }

    @Order(4)
    @Test
    void the_checks_of_all_labs_are_one_report() {
        JsonNode report =
                swarmlab("check", "--class", CLASS, "-o", "json").succeeded().json();

        assertThat(report).hasSize(10);
        assertThat(report.findValuesAsText("passed")).containsOnly("2");
        assertThat(swarmlab("check", "pupils-0*", "-o", "junit").succeeded().out())
                .contains("<testsuite name=\"pupils-09\" tests=\"2\" failures=\"0\"")
                .doesNotContain("pupils-10");
        assertThat(swarmlab("exec", "--class", CLASS, "manager", "--", "hostname")
                        .succeeded()
                        .out())
                .contains("pupils-01 manager | manager", "pupils-10 manager | manager");
    }

    /** The checks run while the stream of events is read, and not without it. */
    @Order(4)
    @Test
    void the_overview_of_the_dashboard_shows_each_student_complete() throws Exception {
        StartedProcess dashboard =
                SwarmLabProcess.of("dashboard", "--class", CLASS, "--port", "0").start();
        Await.until(
                "the link",
                Deadline.in(Duration.ofSeconds(30)),
                () -> Answer.readyIf(dashboard.outputSoFar().contains("#class=" + CLASS), dashboard.errorsSoFar()));
        String address = dashboard.outputSoFar().strip().replaceFirst("#.*", "");
        try (InputStream events =
                URI.create(address + "api/events?checks").toURL().openStream()) {
            assertThat(events.read()).isEqualTo('e');
            Await.until("the overview", Deadline.in(Duration.ofMinutes(3)), () -> {
                JsonNode labs = checks(address);
                long complete = LABS.stream()
                        .filter(lab -> labs.path(lab).path("results").findValuesAsText("outcome").stream()
                                        .filter("passed"::equals)
                                        .count()
                                == 2)
                        .count();
                return Answer.readyIf(complete == 10, labs.toString());
            });
            assertThat(checks(address).path("pupils-07").path("student").asText())
                    .isEqualTo("07");
        }
        dashboard.interrupt();
        assertThat(dashboard.await(Duration.ofSeconds(20)).exitCode()).isEqualTo(130);
    }

    private static JsonNode checks(String address) {
        try (InputStream state = URI.create(address + "api/state").toURL().openStream()) {
            return new ObjectMapper().readTree(state).path("checks").path("labs");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The scenario requests the port of the lab file, which is another one for each lab. */
    @Order(4)
    @Test
    void a_scenario_runs_in_all_labs() {
        JsonNode report = swarmlab("drill", "--class", CLASS, "a first service", "-o", "json")
                .succeeded()
                .json();

        assertThat(report.findValuesAsText("lab")).containsAll(LABS);
        assertThat(report).hasSize(10).allMatch(lab -> lab.path("passed").asBoolean());
    }

    @Order(4)
    @Test
    void each_lab_of_a_group_is_exported() {
        Path exports = folder.resolve("exports");

        swarmlab("export", "--class", CLASS, exports.toString()).succeeded();

        assertThat(exports).isDirectoryContaining("glob:**/pupils-01.tar.gz");
        assertThat(exports.toFile().list()).hasSize(10);
    }

    @Order(5)
    @Test
    void the_labs_of_a_class_are_reset() {
        engine.execute("swarmlab-pupils-04-manager", "docker", "volume", "create", "mine");
        engine.execute(
                "swarmlab-pupils-05-worker01", "docker", "image", "rm", "-f", "registry:5000/swarmlab/echo:latest");

        assertThat(swarmlab("reset", "--class", CLASS).succeeded().out())
                .containsPattern("pupils-03 +unchanged")
                .containsPattern("pupils-04 +1 change")
                .containsPattern("pupils-05 +1 change");
        assertThat(engine.execute("swarmlab-pupils-04-manager", "docker", "volume", "ls", "-q"))
                .isBlank();
        swarmlab("check", CLASS).succeeded();
    }

    @Order(5)
    @Test
    void a_class_is_stopped_and_started() {
        swarmlab("stop", CLASS).succeeded();

        assertThat(engine.containers("pupils-03"))
                .isNotEmpty()
                .allMatch(container -> container.getState().equals("exited"));

        swarmlab("start", "--class", CLASS).succeeded();
        swarmlab("check", CLASS).succeeded();
    }

    @Order(6)
    @Test
    void a_lab_that_fails_does_not_stop_the_others_and_the_same_command_repairs_it() {
        Map<String, List<String>> before = new TreeMap<>();
        LABS.forEach(lab -> before.put(lab, engine.containerIds(lab)));
        swarmlab("down", "pupils-03").succeeded();
        assertThat(engine.resourcesOf("pupils-03")).isEmpty();
        CreateContainerResponse foreign = engine.client()
                .createContainerCmd("swarmlab/echo:latest")
                .withName("swarmlab-pupils-03-manager")
                .exec();
        try {
            JsonNode report = up("--count", "10").endedWith(1).json();

            assertThat(report.path("labs").get(2).path("state").asText()).isEqualTo("failed");
            assertThat(report.path("labs").get(2).path("error").asText())
                    .contains("there is a container named swarmlab-pupils-03-manager that swarmlab did not create");
            assertThat(report.path("labs").findValuesAsText("state"))
                    .filteredOn("ready"::equals)
                    .hasSize(9);
        } finally {
            engine.client().removeContainerCmd(foreign.getId()).exec();
        }

        JsonNode repaired = up("--count", "10").succeeded().json();

        assertThat(repaired.path("labs").findValuesAsText("state")).containsOnly("ready");
        LABS.stream().filter(lab -> !lab.equals("pupils-03")).forEach(lab -> assertThat(engine.containerIds(lab))
                .isEqualTo(before.get(lab)));
    }

    @Order(7)
    @Test
    void down_of_the_class_leaves_nothing() {
        swarmlab("down", CLASS).succeeded();

        assertThat(resources()).isEmpty();
    }

    @Order(8)
    @Test
    void each_student_of_a_file_has_a_lab_and_keeps_its_ports() throws Exception {
        Path students = Files.writeString(
                folder.resolve("students.csv"), "name,email\nAnn Smith,ann@example.com\n# absent\nBob\n");
        Path labFile = Files.writeString(folder.resolve("lab.yml"), """
                name: readers
                workers: 0
                ports: ["8000:80"]
                checks:
                  - {name: who, run: 'test "$$STUDENT $$INDEX $$LAB" = "${STUDENT} ${INDEX} ${LAB}"'}
                """);
        String[] command = {"up", labFile.toString(), "--students", students.toString(), "-o", "json"};
        JsonNode first = swarmlab(command).succeeded().json();

        assertThat(first.path("labs").findValuesAsText("lab")).containsExactly("readers-ann-smith", "readers-bob");
        swarmlab("check", "readers").succeeded();
        assertThat(swarmlab("ls").succeeded().out()).contains("readers ", "2 labs");
        swarmlab("down", "readers-*").succeeded();
        assertThat(engine.resourcesOf("readers")).isEmpty();
        assertThat(swarmlab(command).succeeded().json().path("labs").findValues("ports"))
                .isEqualTo(first.path("labs").findValues("ports"));
        swarmlab("down", "readers").succeeded();
        assertThat(engine.resourcesOf("readers-bob")).isEmpty();
    }
}
