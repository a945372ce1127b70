package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PruneCommandTest {

    /** A lab, the network of a lab that is not complete, and an unused image. */
    private static FakeEngine engine() {
        FakeEngine engine = new SampleLab().beside("left").engine;
        return engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));
    }

    private static List<String> everything(FakeEngine engine) {
        return Stream.concat(engine.things().stream(), engine.imageNames().stream())
                .toList();
    }

    @Test
    void removes_and_tells_what_it_freed() {
        FakeEngine engine = engine();
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run("prune")).as(console.err()).isZero();

        assertThat(console.out())
                .contains("KIND", "leftovers   left", "image ", "45.0 MB")
                .endsWith("Freed 45.0 MB\n");
        assertThat(engine.things()).doesNotContain("network swarmlab-left").contains("container swarmlab-lab-manager");
        assertThat(engine.imageNames()).doesNotContain("swarmlab/echo:latest").contains("my/node:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prune --dry-run", "prune --dry-run -y", "prune --dry-run --all", "prune --dry-run -o json"})
    void a_dry_run_removes_nothing(String typed) {
        FakeEngine engine = engine();
        List<String> before = everything(engine);
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run(typed.split(" "))).as(console.err()).isZero();

        assertThat(console.out()).contains("left", "swarmlab/echo:latest").doesNotContain("Freed");
        assertThat(everything(engine)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prune           | y  | true  | true
            prune           | n  | true  | false
            prune           | '' | true  | false
            prune --yes     | '' | false | true
            prune -y        | '' | false | true
            prune --dry-run | '' | false | false
            prune -o json   | n  | true  | false
            """)
    void asks_on_a_terminal_before_it_removes_anything(String typed, String answer, boolean asked, boolean removed) {
        FakeEngine engine = engine();
        CapturedConsole console = CapturedConsole.onTerminal(engine, answer + "\n");

        int exitCode = console.run(typed.split(" "));

        assertThat(console.err().contains("Remove the leftovers of 1 lab and 1 image (45.0 MB)? [y/N]"))
                .isEqualTo(asked);
        assertThat(console.out() + console.err()).contains("swarmlab/echo:latest");
        assertThat(engine.imageNames().contains("swarmlab/echo:latest")).isEqualTo(!removed);
        assertThat(exitCode).isEqualTo(asked && !removed ? ExitCode.FAILED.number() : 0);
    }

    @Test
    void does_not_ask_when_there_is_nothing_to_remove() {
        CapturedConsole console = CapturedConsole.onTerminal(new SampleLab().engine, "");

        assertThat(console.run("prune")).isZero();

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).endsWith("Freed 0 B\n");
    }

    @Test
    void prints_results_as_json() throws IOException {
        CapturedConsole console = CapturedConsole.with(engine());

        assertThat(console.run("prune", "-o", "json")).as(console.err()).isZero();

        JsonNode report = new ObjectMapper().readTree(console.out());
        assertThat(report.path("dryRun").asBoolean(true)).isFalse();
        assertThat(report.path("freedBytes").asLong()).isEqualTo(FakeEngine.IMAGE_SIZE);
        assertThat(report.path("items").findValuesAsText("kind")).containsExactly("leftovers", "image");
        assertThat(report.path("items").findValuesAsText("result")).containsExactly("removed", "removed");
        assertThat(report.properties()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prune --leftovers              | true  | false
            prune --images                 | false | true
            prune --expired                | false | false
            prune --images --leftovers     | true  | true
            prune --only left              | true  | false
            prune --only other --only left | true  | false
            """)
    void options_narrow_it(String typed, boolean leftovers, boolean image) {
        FakeEngine engine = engine();
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run(typed.split(" "))).as(console.err()).isZero();

        assertThat(engine.things().contains("network swarmlab-left")).isEqualTo(!leftovers);
        assertThat(engine.imageNames().contains("swarmlab/echo:latest")).isEqualTo(!image);
    }

    @Test
    void removes_the_rest_and_fails_when_the_engine_refuses() {
        FakeEngine engine = engine();
        engine.hooks.failing("removeImage", () -> new EngineException(409, "image has dependent child images"));
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run("prune")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains("not removed: swarmlab/echo:latest: image has dependent child images");
        assertThat(console.out()).endsWith("Freed 0 B\n");
        assertThat(engine.things()).doesNotContain("network swarmlab-left");
    }
}
