package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command. */
@Command(
        name = "help",
        description = "Show the help of a command.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  swarmlab help", "  swarmlab help up", "  swarmlab help stack deploy"})
final class HelpCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "Command name, as in stack deploy. Default: list all commands")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = CommandLineTool.withCommands(console, names.toArray(String[]::new));
        commandLine.setColorScheme(spec.commandLine().getColorScheme());
        List<String> path = new ArrayList<>(List.of("swarmlab"));
        for (String name : names) {
            Map<String, CommandLine> commands = commandLine.getSubcommands();
            commandLine = commands.getOrDefault(name, commandLine);
            if (!commands.containsKey(name)) {
                throw unknown(name, String.join(" ", path), commands);
            }
            path.add(name);
        }
        commandLine.usage(console.out());
        return ExitCode.DONE.number();
    }

    private static Failure unknown(String name, String parent, Map<String, CommandLine> commands) {
        String meant = Suggestion.closest(name, commands.keySet())
                .map(command -> "Did you mean: " + command + "\n")
                .orElse("");
        return Failure.of(FailureKind.WRONG_INPUT, parent + " has no command " + name)
                .advise(meant + "Try: " + parent + " --help");
    }
}
