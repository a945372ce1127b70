package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.local.PrivateEngineStatus.NotAnswering;
import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.engine.local.PrivateEngineStatus.Stopped;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCommandTest {

    private static final String ADDRESS = "unix:///run/swarmlab/engine/docker.sock";
    private static final Running RUNNING = new Running(4711, "26.1.5", Instant.parse("2026-11-21T05:13:08.123Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"engine --help", "engine start --help", "engine stop --help", "engine status --help"})
    void every_help_has_an_example(String arguments) {
        assertThat(run(arguments)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("Examples?:")
                .contains("swarmlab engine ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine status -o xml", "engine begin", "engine start --timeout soon"})
    void a_wrong_command_line_exits_2(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--help");
    }

    @Test
    void a_table_for_people() {
        assertThat(EngineStatusText.table(RUNNING, ADDRESS)).isEqualTo("""
                        STATE     VERSION   PID    SINCE                  ADDRESS
                        running   26.1.5    4711   2026-11-21T05:13:08Z   unix:///run/swarmlab/engine/docker.sock
                        """);
        assertThat(EngineStatusText.table(new NotAnswering(4711, "Connection refused"), ADDRESS))
                .contains("not answering")
                .endsWith("\nConnection refused\n");
        assertThat(EngineStatusText.table(new Stopped(), ADDRESS)).contains("stopped");
    }

    @Test
    void json_for_programs() {
        assertThat(EngineStatusText.data(RUNNING, ADDRESS).toString()).isEqualTo("""
                        {"state":"running","version":"26.1.5","pid":4711,"since":"2026-11-21T05:13:08Z",\
                        "address":"unix:///run/swarmlab/engine/docker.sock"}""");
        assertThat(EngineStatusText.data(new Stopped(), ADDRESS).toString()).contains("\"stopped\"");
    }

    private int run(String arguments) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false);
        return CommandLineTool.run(console, arguments.split(" ", -1));
    }
}
