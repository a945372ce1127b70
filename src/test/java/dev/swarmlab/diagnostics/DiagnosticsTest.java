package dev.swarmlab.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiagnosticsTest {

    private static final String LAB_FILE =
            "name: lab\nworkers: [{count: 1, labels: {zone: ${ZONE}, disk: ssd}}]\nsubnet: ${NET:-10.1.0.0/24}\n";

    private static final String KEY = LabAuthority.create("secret").client().privateKey();

    /** The first line of the key's content. */
    private static final String KEY_LINE = KEY.substring(KEY.indexOf("PRIVATE KEY-----\n"))
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow();

    private static final String TOKEN = "SWMTKN-1-2ab3cd-4ef5";
    private static final String UNLOCK_KEY = "SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8";

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private CollectedFiles collect(DiagnosticsContext context) {
        return collect(context, Deadline.in(Duration.ofSeconds(20)));
    }

    private CollectedFiles collect(DiagnosticsContext context, Deadline deadline) {
        return collect(resources(), context, deadline);
    }

    private CollectedFiles collect(LabResources resources, DiagnosticsContext context, Deadline deadline) {
        return new Diagnostics(lab.engine, new Parallel(false), context)
                .collect(resources, Optional.of(new Origin("/lab.yml", LAB_FILE, "")), deadline);
    }

    private LabResources resources() {
        return LabResources.in(EngineSnapshot.of(lab.engine, new Parallel(false)), "lab");
    }

    private static DiagnosticsContext environment(Map<String, String> variables) {
        return new DiagnosticsContext(variables, (engine, origin) -> List.of());
    }

    @Test
    void collects_files_about_the_lab_and_about_each_node() throws Exception {
        lab.swarm.running(FakeService.replicated("web", 1), "worker01");
        lab.engine.log("swarmlab-lab-worker01", "API listen on /var/run/docker.sock\n");

        CollectedFiles collected = collect(DiagnosticsContext.EMPTY);

        assertThat(collected.files())
                .containsOnlyKeys(
                        "README.txt",
                        "engine.json",
                        "events.json",
                        "lab-file.yml",
                        "manager.docker-info.txt",
                        "manager.log",
                        "manager.networks.txt",
                        "manager.node-ls.txt",
                        "manager.service-ls.txt",
                        "manager.state.txt",
                        "manager.tasks.txt",
                        "status.json",
                        "swarm-events.json",
                        "swarm.json",
                        "worker01.docker-info.txt",
                        "worker01.log",
                        "worker01.networks.txt",
                        "worker01.node-ls.txt",
                        "worker01.service-ls.txt",
                        "worker01.state.txt",
                        "worker01.tasks.txt")
                .containsEntry("lab-file.yml", LAB_FILE)
                .containsEntry("manager.docker-info.txt", "the answer to docker info\n")
                .containsEntry("worker01.log", "API listen on /var/run/docker.sock\n");
        assertThat(json(collected, "status.json").at("/nodes/1/name").asText()).isEqualTo("worker01");
        assertThat(json(collected, "engine.json").path("version").asText()).isEqualTo("26.1.5");
        assertThat(json(collected, "swarm.json").path("tasks").findValuesAsText("name"))
                .containsExactly("web.1");
        assertThat(collected.files().get("manager.tasks.txt")).contains("docker service ps --no-trunc");
        assertThat(collected.unavailable()).isEmpty();
    }

    @Test
    void the_list_of_files_describes_every_file() {
        CollectedFiles collected = collect(new DiagnosticsContext(
                Map.of(),
                (engine, origin) -> List.of(new DiagnosticFile("more.txt", "more about " + engine, () -> "more"))));

        String list = collected.files().getOrDefault("README.txt", "");

        assertThat(list).startsWith("Diagnostics of the lab lab, ").doesNotContain("error instead");
        assertThat(collected.files().keySet()).allSatisfy(name -> {
            String listed = name.replaceFirst("^(manager|worker01)\\.", "NODE.");
            assertThat(name.equals("README.txt") || list.lines().anyMatch(line -> line.matches(listed + "  +\\w.*")))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void contains_no_secret() {
        String debug = "level=debug msg=\"form data: {\\\"Env\\\":[\\\"MODE=hidden-mode\\\"]}\"\n";
        lab.engine.answering("docker info", 0, """
                 Username: hidden-user
                 Swarm: active
                 Labels:
                  zone=hidden-label
                 HTTP Proxy: http://ann:hidden-password@proxy:3128
                 Name: worker01
                """ + TOKEN + " " + UNLOCK_KEY);
        lab.engine.answering("docker node ls", 1, KEY);
        lab.engine.answering("docker service ps", 0, "DB_PASSWORD=hidden-value \"--token\": \"hidden words\"");
        lab.engine.log("swarmlab-lab-manager", debug + KEY.substring(KEY.indexOf(KEY_LINE)) + "last line\n");
        lab.swarm.label("worker01", "zone", "hidden-zone");
        lab.swarm.label("worker01", "other", "hidden-elsewhere");
        lab.swarm.label("worker01", "disk", "ssd");
        FakeService web = FakeService.replicated("web", 1);
        lab.swarm.with(web).with(FakeTask.of(web, 1, lab.swarm.id("worker01")).error("docker swarm join " + TOKEN));
        String header = "Authorization: Bearer hidden-bearer-0123456789";
        lab.engine.hooks.failing("info", () -> new EngineException(500, header));

        Map<String, String> variables =
                Map.of("ZONE", "hidden-zone", "GITHUB_TOKEN", "hidden-token", "NET", "10.1.0.0/24", "OTHER", "worker");
        CollectedFiles collected = collect(environment(variables));

        assertThat(collected.files().values())
                .noneMatch(content -> content.contains("hidden-"))
                .noneMatch(content -> content.contains("SWMTKN-") || content.contains("SWMKEY-"))
                .noneMatch(content -> content.contains("PRIVATE KEY") || content.contains(KEY_LINE));
        assertThat(collected.files().get("worker01.docker-info.txt"))
                .contains(" Username: <removed>\n Swarm: active\n Labels:\n  zone=<removed>\n", " Name: worker01\n");
        assertThat(collected.files().get("manager.log")).endsWith("<removed>\nlast line\n");
        assertThat(collected.files().get("swarm.json"))
                .contains("\"zone\" : \"<removed>\"", "\"disk\" : \"ssd\"", "docker swarm join <removed>");
        assertThat(collected.files().get("engine.json")).startsWith("not available: ");
        assertThat(collected.files().get("lab-file.yml")).isEqualTo(LAB_FILE);
    }

    @Test
    void events_of_other_labs_and_labels_are_left_out() throws Exception {
        Map<String, String> ofNode = Map.of(Labels.LAB, "lab", Labels.NODE, "worker02", "exitCode", "137", "zone", "a");
        lab.engine
                .withEvent(event("container", "die", "swarmlab-lab-worker02", ofNode))
                .withEvent(event("container", "die", "swarmlab-lab-ann-manager", Map.of(Labels.LAB, "lab-ann")))
                .withEvent(event("container", "die", "postgres", Map.of()))
                .withEvent(event("network", "connect", "swarmlab-lab", Map.of("container", "0123")))
                .withEvent(event("network", "connect", "swarmlab-lab-ann", Map.of()))
                .withEvent(event("volume", "destroy", "swarmlab-lab-worker02-data", Map.of("driver", "local")))
                .withEvent(event("volume", "destroy", "swarmlab-lab-ann-manager-data", Map.of()));

        JsonNode events = json(collect(DiagnosticsContext.EMPTY), "events.json");

        assertThat(events.findValuesAsText("name"))
                .containsExactly("swarmlab-lab-worker02", "swarmlab-lab", "swarmlab-lab-worker02-data");
        assertThat(events.path(0).toString())
                .isEqualTo("{\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"container\",\"action\":\"die\","
                        + "\"name\":\"swarmlab-lab-worker02\",\"attributes\":{\"exitCode\":\"137\"}}");
    }

    private static EngineEvent event(String type, String action, String name, Map<String, String> attributes) {
        return new EngineEvent("2026-01-01T00:00:00Z", type, action, name, attributes);
    }

    @Test
    void events_of_the_swarm_are_those_of_a_manager() throws Exception {
        lab.swarm.event("node", "update", "worker01", "state.new", "down");
        lab.swarm.event("service", "update", "web", "image.new", "ann:password=hidden");
        lab.swarm.event("container", "exec_create: sh", "x", "image", "none");

        CollectedFiles collected = collect(DiagnosticsContext.EMPTY);

        JsonNode events = json(collected, "swarm-events.json");
        assertThat(events.findValuesAsText("name")).containsExactly("worker01", "web");
        assertThat(events.path(0).path("time").asText()).isEqualTo("2023-11-14T22:13:20.500Z");
        assertThat(events.path(0).path("attributes").path("state.new").asText()).isEqualTo("down");
        assertThat(collected.files().get("swarm-events.json")).doesNotContain("hidden");
    }

    @Test
    void an_error_is_in_its_file_and_does_not_stop_the_others() {
        lab.engine.hooks.failing("logs swarmlab-lab-worker01", () -> new EngineException(500, "the log is broken"));
        lab.engine.hooks.failing("execute swarmlab-lab-manager docker info", IllegalStateException::new);
        lab.swarm.hooks.failing("manager GET /nodes", () -> new EngineException(503, "no leader"));

        CollectedFiles collected = collect(DiagnosticsContext.EMPTY);

        assertThat(collected.files())
                .containsEntry("worker01.log", "not available: the log is broken\n")
                .containsEntry("manager.docker-info.txt", "not available: java.lang.IllegalStateException\n")
                .containsEntry("worker01.docker-info.txt", "the answer to docker info\n");
        assertThat(collected.files().get("swarm.json")).contains("no leader", "worker01");
        assertThat(collected.unavailable()).containsExactly("manager.docker-info.txt", "worker01.log");
        assertThat(collected.files().get("README.txt"))
                .contains("error instead of their content:\n\nmanager.docker-info.txt\nworker01.log\n");
    }

    @Test
    void a_request_without_an_answer_ends_at_the_deadline() {
        CountDownLatch never = new CountDownLatch(1);
        lab.engine.hooks.before("logs swarmlab-lab-worker01", () -> {
            try {
                never.await();
            } catch (InterruptedException exception) {
                throw new IllegalStateException(exception);
            }
        });

        CollectedFiles collected = collect(DiagnosticsContext.EMPTY, Deadline.in(Duration.ofSeconds(1)));

        assertThat(collected.files())
                .containsEntry("worker01.log", "not available: no answer in time\n")
                .containsEntry("worker01.tasks.txt", "not available: no answer in time\n")
                .containsEntry("manager.state.txt", "Up 1 second\n");
    }

    @Test
    void an_interruption_ends_it() {
        LabResources resources = resources();
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        Thread.currentThread().interrupt();

        Failure failure =
                catchThrowableOfType(Failure.class, () -> collect(resources, DiagnosticsContext.EMPTY, deadline));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    void a_long_log_is_cut_to_its_newest_lines() {
        lab.engine.log("swarmlab-lab-worker01", "the oldest line\n" + "a line\n".repeat(200_000) + "the newest line\n");

        String log = collect(DiagnosticsContext.EMPTY).files().getOrDefault("worker01.log", "");

        assertThat(log)
                .hasSizeBetween(999_000, 1_000_100)
                .startsWith("(older lines are left out)\na line\n")
                .endsWith("the newest line\n");
    }

    @Test
    void a_node_that_does_not_run_has_a_state_and_a_log_only() {
        lab.engine.end("swarmlab-lab-worker01", "Exited (1)", "no space left\n");

        CollectedFiles collected = collect(DiagnosticsContext.EMPTY);

        assertThat(collected.files())
                .containsEntry("worker01.state.txt", "Exited (1)\n")
                .containsEntry("worker01.log", "no space left\n")
                .doesNotContainKey("worker01.docker-info.txt");
        assertThat(collected.unavailable()).isEmpty();
    }

    private static JsonNode json(CollectedFiles collected, String file) throws Exception {
        return new ObjectMapper().readTree(collected.files().get(file));
    }
}
