package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.ServedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The variables whose names begin with SWARMLAB_. */
class VariablesTest {

    private static final String WARNING = "swarmlab: warning: the variable ";

    private ServedEngine served;

    @BeforeEach
    void serve() throws IOException {
        served = new ServedEngine(new FakeLab("workers: 0").joined().engine);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private CapturedConsole console(String assignments) {
        Map<String, String> environment = new HashMap<>(Map.of("DOCKER_HOST", served.address()));
        Stream.of(assignments.split(" "))
                .map(assignment -> assignment.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return new CapturedConsole(environment, "");
    }

    /** The error about a wrong value proves that the variable sets the option. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SWARMLAB_LS_OUTPUT=xml              | ls                             | --output
                    SWARMLAB_STATUS_OUTPUT=xml          | status                         | --output
                    SWARMLAB_GRAPH_FORMAT=xml           | graph                          | --format
                    SWARMLAB_UP_TIMEOUT=soon            | up lab.yml                     | --timeout
                    SWARMLAB_UP_DRY_RUN=perhaps         | up lab.yml                     | --dry-run
                    SWARMLAB_STACK_DEPLOY_TIMEOUT=soon  | stack deploy a stack/echo.yml  | --timeout
                    SWARMLAB_ENGINE_STATUS_OUTPUT=xml   | engine status                  | --output
                    SWARMLAB_ENGINE=other               | ls                             | --engine
                    SWARMLAB_ENGINE=other               | stack ls                       | --engine
                    SWARMLAB_LOG_FORMAT=xml             | ls                             | --log-format
                    """)
    void set_the_option_of_a_command(String assignment, String typed, String option) {
        CapturedConsole console = console(assignment);

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err())
                .contains("Invalid value for option '" + option + "'")
                .contains("(set by the variable " + assignment.split("=")[0] + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SWARMLAB_UP_TIMEOUT=soon            | another command's
                    SWARMLAB_STACK_DEPLOY_TIMEOUT=soon  | that of a command of another command
                    SWARMLAB_STATUS_OUTPUT=xml          | the same option of another command
                    SWARMLAB_PATIENCE=3                 | that of every command
                    SWARMLAB_ENGINE=host                | that of every command
                    SWARMLAB_LAB=quickstart             | that of every command that takes a lab
                    SWARMLAB_SERIAL=true                | that of every command
                    SWARMLAB_JAVA_HOME=/opt/java        | the launcher's
                    SWARMLAB_SET_DOCKER_HOST=tcp://a:1  | what swarmlab env sets
                    SWARMLAB_SAVED_DOCKER_CONTEXT=desk  | what swarmlab env sets
                    """)
    void are_known_although_the_command_does_not_need_them(String assignment, String whose) {
        CapturedConsole console = console(assignment);

        assertThat(console.run("ls")).as(whose).isZero();
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SWARMLAB_UP_TIMOUT=5m     | ls    | SWARMLAB_UP_TIMOUT is unknown and has no effect; did you mean SWARMLAB_UP_TIMEOUT?
                    SWARMLAB_OUTPUT=json      | ls    | SWARMLAB_OUTPUT is unknown and has no effect; did you mean SWARMLAB_LS_OUTPUT?
                    SWARMLAB_OUTPUT=json      | stack ls | SWARMLAB_OUTPUT is unknown and has no effect; did you mean SWARMLAB_STACK_LS_OUTPUT?
                    SWARMLAB_KEEP=true     | ls    | SWARMLAB_KEEP is unknown and has no effect; did you mean SWARMLAB_UP_KEEP?
                    SWARMLAB_PATIENSE=3       | ls    | SWARMLAB_PATIENSE is unknown and has no effect; did you mean SWARMLAB_PATIENCE?
                    SWARMLAB_ENGIN=host       | ls    | SWARMLAB_ENGIN is unknown and has no effect; did you mean SWARMLAB_ENGINE?
                    SWARMLAB_NAME=lab         | ls    | SWARMLAB_NAME is unknown and has no effect; did you mean SWARMLAB_LAB?
                    SWARMLAB_EVIDENCE=/tmp    | ls    | SWARMLAB_EVIDENCE is unknown and has no effect; did you mean SWARMLAB_NODE_ADD_DIAGNOSTICS?
                    SWARMLAB_EVIDENCE=/tmp    | up no | SWARMLAB_EVIDENCE is unknown and has no effect; did you mean SWARMLAB_UP_DIAGNOSTICS?
                    SWARMLAB_COFFEE_WITH=milk | ls    | SWARMLAB_COFFEE_WITH is unknown and has no effect
                    SWARMLAB_DOWN_YES=true    | ls    | SWARMLAB_DOWN_YES has no effect: write --yes on the command line
                    SWARMLAB_DOWN_ALL=true    | ls    | SWARMLAB_DOWN_ALL has no effect: write --all on the command line
                    SWARMLAB_NODE_STOP_FORCE=true | ls | SWARMLAB_NODE_STOP_FORCE has no effect: write --force on the command line
                    """)
    void that_have_no_effect_are_a_warning(String assignment, String typed, String warning) {
        CapturedConsole console = console(assignment);

        console.run(typed.split(" "));

        assertThat(console.err().lines().filter(line -> line.startsWith(WARNING)))
                .containsExactly(WARNING + warning);
        assertThat(console.out()).doesNotContain("warning");
    }

    @Test
    void that_would_remove_labs_have_no_effect() {
        CapturedConsole console = console("SWARMLAB_DOWN_ALL=true SWARMLAB_LAB=lab");

        console.run("down", "other");

        assertThat(served.things()).contains("container swarmlab-lab-manager");
        assertThat(console.err()).contains("SWARMLAB_DOWN_ALL has no effect");
    }

    @Test
    void choose_the_lab_of_other_commands() {
        CapturedConsole console = console("SWARMLAB_LAB=other");

        assertThat(console.run("status")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err()).contains("no lab named other");
    }

    @Test
    void are_overridden_by_the_command_line() {
        CapturedConsole console = console("SWARMLAB_LS_OUTPUT=yaml");

        assertThat(console.run("ls", "-o", "json")).isZero();
        assertThat(console.out()).startsWith("[");
    }

    /** By default, Picocli sets a flag to the opposite of its default value. */
    @Test
    void and_the_same_flag_on_the_command_line_do_not_cancel_each_other() {
        CommandLine all = CommandLineTool.withAllCommands(new CapturedConsole().console());

        assertThat(flags(all)).isNotEmpty().allSatisfy(flag -> assertThat(flag.fallbackValue())
                .as("fallbackValue of " + flag)
                .isEqualTo("true"));
    }

    private static Stream<OptionSpec> flags(CommandLine command) {
        Stream<OptionSpec> own = command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() == 0)
                .filter(option -> EnvironmentDefaults.variable(option).isPresent())
                .filter(option -> !EnvironmentDefaults.isOnlyOnCommandLine(option));
        return Stream.concat(own, command.getSubcommands().values().stream().flatMap(VariablesTest::flags));
    }

    @Test
    void of_every_command_are_in_the_readme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(EnvironmentDefaults.GLOBAL).allSatisfy(option -> assertThat(readme)
                .contains("| `" + EnvironmentDefaults.variable("", option) + "` |"));
        assertThat(readme).contains("| `SWARMLAB_PATIENCE` |", "| `SWARMLAB_JAVA_HOME` |", "| `FORCE_COLOR` |");
    }
}
