package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "ls",
                "status",
                "exec",
                "shell",
                "check",
                "dashboard",
                "drill",
                "test",
                "stack",
                "docker",
                "graph",
                "env",
                "context",
                "doctor",
                "validate",
                "schema",
                "engine",
                "train"
            })
    void every_command_shows_an_example(String command) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run(command, "--help");

        assertThat(exitCode).isZero();
        assertThat(captured.out()).contains("Example").contains("  swarmlab " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack deploy", "stack ls", "stack rm", "context create", "context rm", "engine stop"})
    void every_command_of_a_command_shows_an_example(String commands) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run((commands + " --help").split(" "));

        assertThat(exitCode).isZero();
        assertThat(captured.out()).contains("Example").contains("  swarmlab " + commands);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "status", "up", "check", "drill", "test", "doctor", "stack ls", "validate", "engine status"})
    void what_shows_something_shows_it_to_machines_too(String commands) {
        CapturedConsole captured = new CapturedConsole();

        captured.run((commands + " --help").split(" "));

        assertThat(captured.out().replaceAll("\\s+", " ")).contains("-o, --output=table|json|yaml", "Default: table");
    }

    @ParameterizedTest
    @CsvSource({"upp, up", "validat, validate", "statsu, status"})
    void a_mistyped_command_is_guessed(String typed, String meant) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run(typed);

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err()).contains("Did you mean").contains(meant);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void no_command_at_all_is_wrong_input() {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run()).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err()).contains("swarmlab --help");
    }
}
