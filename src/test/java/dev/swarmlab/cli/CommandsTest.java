package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {

    static List<String> names() {
        return Commands.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_command_is_marked_as_using_an_engine_if_it_has_the_options_for_one(String name) {
        Object command = Commands.create(name, new CapturedConsole().console());
        assertThat(command).isNotNull();

        boolean hasEngineOptions = hasEngineOptions(new CommandLine(command).getCommandSpec());

        assertThat(command instanceof UsesEngine).isEqualTo(hasEngineOptions);
    }

    private static boolean hasEngineOptions(CommandSpec command) {
        return command.findOption("--engine") != null
                || command.subcommands().values().stream()
                        .anyMatch(subcommand -> hasEngineOptions(subcommand.getCommandSpec()));
    }
}
