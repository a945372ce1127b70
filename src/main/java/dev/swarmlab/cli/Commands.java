package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by name. */
final class Commands {

    /** In the order in which help lists them. */
    private static final List<String> NAMES = List.of(
            "up",
            "down",
            "stop",
            "start",
            "reset",
            "snapshot",
            "images",
            "prune",
            "ls",
            "status",
            "exec",
            "shell",
            "cp",
            "logs",
            "node",
            "check",
            "drill",
            "test",
            "stack",
            "dashboard",
            "docker",
            "graph",
            "env",
            "context",
            "access",
            "cards",
            "export",
            "doctor",
            "validate",
            "schema",
            "engine",
            "completion",
            "version",
            "help",
            CompleteCommand.NAME,
            "man-pages",
            "train");

    private Commands() {}

    static boolean exists(String name) {
        return NAMES.contains(name);
    }

    static List<String> names() {
        return NAMES;
    }

    /**
     * A new command of that name; null when there is none. For a map of constructors, Java would load the classes of
     * all commands at each start.
     */
    static @Nullable Object create(String name, Console console) {
        return switch (name) {
            case "up" -> new UpCommand(console);
            case "down" -> new DownCommand(console);
            case "stop" -> new StopCommand(console);
            case "start" -> new StartCommand(console);
            case "reset" -> new ResetCommand(console);
            case "snapshot" -> new SnapshotCommand(console);
            case "images" -> new ImagesCommand(console);
            case "prune" -> new PruneCommand(console);
            case "ls" -> new ListCommand(console);
            case "status" -> new StatusCommand(console);
            case "exec" -> new ExecCommand(console);
            case "shell" -> new ShellCommand(console);
            case "cp" -> new CopyCommand(console);
            case "logs" -> new LogsCommand(console);
            case "node" -> new NodeCommand(console);
            case "check" -> new CheckCommand(console);
            case "drill" -> new DrillCommand(console);
            case "test" -> new TestCommand(console);
            case "stack" -> new StackCommand(console);
            case "dashboard" -> new DashboardCommand(console);
            case "docker" -> new DockerCommand(console);
            case "graph" -> new GraphCommand(console);
            case "env" -> new EnvCommand(console);
            case "context" -> new ContextCommand(console);
            case "access" -> new AccessCommand(console);
            case "cards" -> new CardsCommand(console);
            case "export" -> new ExportCommand(console);
            case "doctor" -> new DoctorCommand(console);
            case "validate" -> new ValidateCommand(console);
            case "schema" -> new SchemaCommand(console);
            case "engine" -> new EngineCommand(console);
            case "completion" -> new CompletionCommand(console);
            case "version" -> new VersionCommand(console);
            case "help" -> new HelpCommand(console);
            case CompleteCommand.NAME -> new CompleteCommand(console);
            case "man-pages" -> new ManPagesCommand(console);
            case "train" -> new TrainCommand();
            default -> null;
        };
    }

    /** Adds every command with its name and description only, for the list of commands. */
    static void addSummaries(CommandLine commandLine, Console console) {
        NAMES.forEach(name -> commandLine.addSubcommand(name, summary(name, console)));
    }

    private static CommandSpec summary(String name, Console console) {
        Command command =
                Objects.requireNonNull(create(name, console)).getClass().getAnnotation(Command.class);
        CommandSpec summary = CommandSpec.create();
        summary.usageMessage().description(command.description()).hidden(command.hidden());
        return summary;
    }

    /** Adds every command with its options. */
    static void addAll(CommandLine commandLine, Console console) {
        NAMES.forEach(name -> commandLine.addSubcommand(name, Objects.requireNonNull(create(name, console))));
    }
}
