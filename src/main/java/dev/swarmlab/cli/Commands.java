package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands by name, in the order in which help lists them. */
final class Commands {

    private static final Map<String, Function<Console, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("up", UpCommand::new);
        BY_NAME.put("down", DownCommand::new);
        BY_NAME.put("ls", ListCommand::new);
        BY_NAME.put("status", StatusCommand::new);
        BY_NAME.put("exec", ExecCommand::new);
        BY_NAME.put("shell", ShellCommand::new);
        BY_NAME.put("logs", LogsCommand::new);
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
        BY_NAME.put("completion", CompletionCommand::new);
        BY_NAME.put("version", VersionCommand::new);
        BY_NAME.put("help", HelpCommand::new);
        BY_NAME.put(CompleteCommand.NAME, CompleteCommand::new);
        BY_NAME.put("train", console -> new TrainCommand());
    }

    private Commands() {}

    static boolean exists(String name) {
        return BY_NAME.containsKey(name);
    }

    static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /** A new command of that name; null when there is none. */
    static @Nullable Object create(String name, Console console) {
        Function<Console, Object> constructor = BY_NAME.get(name);
        return constructor == null ? null : constructor.apply(console);
    }

    /** Adds every command. */
    static void addAll(CommandLine commandLine, Console console) {
        BY_NAME.forEach((name, constructor) -> commandLine.addSubcommand(name, constructor.apply(console)));
    }
}
