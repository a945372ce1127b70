package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by name, in the order in which help lists them. */
final class Commands {

    private static final Map<String, Function<Console, Object>> BY_NAME = new LinkedHashMap<>();

    private static final Set<String> ON_AN_ENGINE = Set.of(
            "up",
            "down",
            "ls",
            "status",
            "exec",
            "shell",
            "docker",
            "env",
            "context",
            "check",
            "drill",
            "test",
            "stack",
            "dashboard",
            "graph",
            "doctor");

    static {
        BY_NAME.put("up", UpCommand::new);
        BY_NAME.put("down", DownCommand::new);
        BY_NAME.put("ls", ListCommand::new);
        BY_NAME.put("status", StatusCommand::new);
        BY_NAME.put("exec", ExecCommand::new);
        BY_NAME.put("shell", ShellCommand::new);
        BY_NAME.put("check", CheckCommand::new);
        BY_NAME.put("drill", DrillCommand::new);
        BY_NAME.put("test", TestCommand::new);
        BY_NAME.put("stack", StackCommand::new);
        BY_NAME.put("dashboard", DashboardCommand::new);
        BY_NAME.put("docker", DockerCommand::new);
        BY_NAME.put("graph", GraphCommand::new);
        BY_NAME.put("env", EnvCommand::new);
        BY_NAME.put("context", ContextCommand::new);
        BY_NAME.put("doctor", DoctorCommand::new);
        BY_NAME.put("validate", ValidateCommand::new);
        BY_NAME.put("schema", SchemaCommand::new);
        BY_NAME.put("engine", EngineCommand::new);
        BY_NAME.put("train", console -> new TrainCommand());
    }

    private Commands() {}

    static boolean exists(String name) {
        return BY_NAME.containsKey(name);
    }

    /** Whether the command that is asked for speaks to an engine. */
    static boolean needsEngine(String... arguments) {
        return arguments.length > 0 && ON_AN_ENGINE.contains(arguments[0]);
    }

    /**
     * Adds the command that is asked for, or all when it isn't clear which: reading the options of one is a tenth of a
     * second quicker than reading those of all.
     */
    static void addTo(CommandLine commandLine, Console console, String... arguments) {
        Function<Console, Object> asked = arguments.length == 0 ? null : BY_NAME.get(arguments[0]);
        if (asked != null) {
            commandLine.addSubcommand(arguments[0], asked.apply(console));
        } else {
            BY_NAME.forEach((name, command) -> commandLine.addSubcommand(name, command.apply(console)));
        }
    }
}
