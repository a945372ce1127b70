package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class HelpTest {

    private static final int TERMINAL_WIDTH = 80;

    static List<String> names() {
        return Commands.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_command_shows_an_example(String command) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run(command, "--help");

        assertThat(exitCode).isZero();
        assertThat(captured.out()).contains("Example").contains("  swarmlab " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot save",
                "snapshot restore",
                "snapshot ls",
                "snapshot rm",
                "images save",
                "images load",
                "stack deploy",
                "stack ls",
                "stack rm",
                "node stop",
                "node start",
                "node restart",
                "node kill",
                "node pause",
                "node unpause",
                "node add",
                "node rm",
                "node partition",
                "node delay",
                "node heal",
                "node promote",
                "node demote",
                "node drain",
                "node activate",
                "context create",
                "context rm",
                "engine start",
                "engine status",
                "engine stop"
            })
    void every_command_of_a_command_shows_an_example(String commands) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run((commands + " --help").split(" "));

        assertThat(exitCode).isZero();
        assertThat(captured.out()).contains("Example").contains("  swarmlab " + commands);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "status",
                "up",
                "start",
                "reset",
                "check",
                "drill",
                "test",
                "doctor",
                "snapshot restore",
                "snapshot ls",
                "images save",
                "images load",
                "stack ls",
                "validate",
                "engine status",
                "version"
            })
    void commands_that_print_data_have_output_formats(String commands) {
        CapturedConsole captured = new CapturedConsole();

        captured.run((commands + " --help").split(" "));

        assertThat(captured.out().replaceAll("\\s+", " ")).contains("-o, --output=table|json|yaml", "Default: table");
    }

    /** The swarmlab command and all commands below it. */
    static Stream<CommandSpec> commands() {
        return commands(CommandLineTool.withAllCommands(new CapturedConsole().console()));
    }

    private static Stream<CommandSpec> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec()),
                command.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_lines_of_a_help_fit_a_terminal_without_being_broken(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();

        List<String> lines =
                command.commandLine().getUsageMessage(Ansi.OFF).lines().toList();

        assertThat(lines).allMatch(line -> line.length() <= TERMINAL_WIDTH);
        assertThat(lines).contains(usage.description()).contains(usage.footer());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_description_fits_the_line_of_a_list_of_commands(CommandSpec command) {
        List<String> lines =
                command.commandLine().getUsageMessage(Ansi.OFF).lines().toList();

        command.subcommands().values().stream()
                .map(subcommand -> subcommand.getCommandSpec().usageMessage())
                .filter(usage -> !usage.hidden())
                .forEach(usage -> assertThat(lines).anyMatch(line -> line.endsWith("  " + usage.description()[0])));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_beside_the_argument_lab_has_the_same_default(CommandSpec command) {
        OptionSpec option = command.findOption("--lab");
        boolean besideArgument = command.positionalParameters().stream()
                .anyMatch(argument -> argument.paramLabel().equals("LAB"));

        if (option != null) {
            assertThat(option.description()[0])
                    .startsWith(
                            besideArgument
                                    ? "The same as the argument LAB."
                                    : "Lab name, or its lab file (optional if");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output",
                "--no-headers",
                "--engine",
                "--serial",
                "--within",
                "--yes",
                "--diagnostics",
                "--name",
                "--set"
            })
    void an_option_has_one_description_in_every_command_with_the_same_values_and_default(String name) {
        Map<String, Set<String>> descriptions = commands()
                .map(command -> command.findOption(name))
                .filter(option -> option != null && !option.hidden())
                .collect(Collectors.groupingBy(
                        option -> option.paramLabel() + " " + option.defaultValue(),
                        Collectors.mapping(option -> option.description()[0], Collectors.toSet())));

        assertThat(descriptions.values()).isNotEmpty().allSatisfy(same -> assertThat(same)
                .hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"upp, up", "validat, validate", "statsu, status"})
    void a_mistyped_command_gets_a_suggestion(String typed, String meant) {
        CapturedConsole captured = new CapturedConsole();

        int exitCode = captured.run(typed);

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err()).contains("Did you mean").contains(meant);
        assertThat(captured.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-v", "--log-format json"})
    void no_command_at_all_prints_the_help_as_an_error(String typed) {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run(typed.isEmpty() ? new String[0] : typed.split(" ")))
                .isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err())
                .startsWith("Usage: swarmlab ")
                .contains("  up ", "  version ", "  help ")
                .doesNotContain("train");
        assertThat(captured.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "help, --help",
        "help up, up --help",
        "help stack, stack --help",
        "help stack deploy, stack deploy --help",
        "help help, help --help"
    })
    void the_help_of_a_command_is_also_a_command(String typed, String option) {
        CapturedConsole command = new CapturedConsole();
        CapturedConsole expected = new CapturedConsole();
        expected.run(option.split(" "));

        assertThat(command.run(typed.split(" "))).isZero();
        assertThat(command.out()).startsWith("Usage: swarmlab").isEqualTo(expected.out());
        assertThat(command.err()).isEmpty();
    }

    @Test
    void the_list_of_commands_is_the_same_with_and_without_reading_their_options() {
        CapturedConsole names = new CapturedConsole();
        CapturedConsole commands = new CapturedConsole();

        assertThat(names.run("--help")).isZero();
        assertThat(commands.run("--help", "up")).isZero();

        assertThat(names.out()).contains("  up ", "  engine ").isEqualTo(commands.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            help upp          | swarmlab has no command upp          | Did you mean: up   | Try: swarmlab --help
            help stack deplo  | swarmlab stack has no command deplo  | Did you mean: deploy | Try: swarmlab stack --help
            help up deploy    | swarmlab up has no command deploy    | Try: swarmlab up   | --help
            help zzzzzz       | swarmlab has no command zzzzzz       | Try:               | swarmlab --help
            """)
    void the_help_of_an_unknown_command_is_an_error(String typed, String message, String advice, String help) {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err()).startsWith("swarmlab: " + message + "\n").contains(advice, help);
        assertThat(captured.out()).isEmpty();
    }
}
