package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as a service in the lab, the dashboard on the host and the diagram of {@code graph} show the same. */
class VisualizerIT {

    private static final String IN_THE_LAB = "http://localhost:9000/";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The visualizer and six echo tasks on the workers. */
    private static final int TASKS = 7;

    private static HeadlessBrowser browser;

    @BeforeAll
    static void up() {
        swarmlab("up", "labs/visualizer.yml").succeeded();
        browser = HeadlessBrowser.open();
        browser.screen(HeadlessBrowser.Screen.PROJECTOR);
    }

    @AfterAll
    static void down() {
        browser.close();
        swarmlab("down", "visualizer").succeeded();
    }

    private static List<String> shown() {
        return ((Collection<?>) browser.evaluate("""
                return [...document.querySelectorAll('[data-node]')].flatMap(node =>
                  [node.dataset.node, ...[...node.querySelectorAll('[data-task][data-state=running]')].map(task =>
                    node.dataset.node + ' runs ' + task.dataset.name)])
                """))
                .stream().map(String::valueOf).sorted().toList();
    }

    private static List<String> shownAt(String address) {
        browser.show(address);
        browser.awaitCount(4, "body[data-connection=live] [data-node][data-state=ready]", SOON);
        browser.awaitCount(TASKS, "[data-task][data-state=running]", SOON);
        return shown();
    }

    @Test
    void the_dashboard_in_the_lab_and_the_one_on_the_host_show_the_same() {
        List<String> inTheLab = shownAt(IN_THE_LAB);
        assertThat(inTheLab)
                .contains("manager", "worker01", "worker02", "worker03")
                .anyMatch(line -> line.startsWith("manager runs visualizer_visualizer"))
                .filteredOn(line -> line.contains("runs work_echo."))
                .hasSize(6)
                .allMatch(line -> line.startsWith("worker"));
        browser.saveScreenshot("visualizer");

        StartedProcess dashboard = SwarmLabProcess.of("dashboard").start();
        try {
            Await.until(
                    "the link",
                    Deadline.in(SOON),
                    () -> Answer.readyIf(dashboard.outputSoFar().contains("http"), dashboard.errorsSoFar()));
            assertThat(dashboard.errorsSoFar())
                    .as("the lab publishes the default port")
                    .contains("port 9000 is taken");
            String link = dashboard.outputSoFar().strip();
            assertThat(link).isNotEqualTo(IN_THE_LAB);
            assertThat(shownAt(link)).isEqualTo(inTheLab);
        } finally {
            dashboard.interrupt();
            dashboard.await(SOON);
        }
    }

    @Test
    void a_snapshot_has_the_same_state_as_the_page() throws IOException {
        JsonNode snapshot = swarmlab("dashboard", "-o", "json").succeeded().json();
        JsonNode sent;
        try (InputStream state = URI.create(IN_THE_LAB + "api/state").toURL().openStream()) {
            sent = new ObjectMapper().readTree(state);
        }

        assertThat(fields(snapshot.at("/labs/visualizer/tasks")))
                .isEqualTo(fields(sent.at("/labs/swarm/tasks")))
                .isNotEmpty();
        assertThat(snapshot.at("/labs/visualizer/nodes")).hasSize(4);
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_diagram_shows_every_node_and_task(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lab.png");
        ProcessResult svg = swarmlab("graph").succeeded();
        ProcessResult mermaid = swarmlab("graph", "-o", "mermaid").succeeded();
        swarmlab("graph", "--to", file.toString()).succeeded();

        assertThat(svg.out()).startsWith("<svg").contains("worker03", "echo.6", "visualizer");
        assertThat(mermaid.out()).startsWith("flowchart").contains("worker03", "echo.6", "visualizer");
        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
        Files.createDirectories(SwarmLabProcess.home().resolve("target/screenshots"));
        Files.copy(
                file,
                SwarmLabProcess.home().resolve("target/screenshots/graph.png"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
