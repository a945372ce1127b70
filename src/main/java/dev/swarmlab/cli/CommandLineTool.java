package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.choice.EngineConnector;
import dev.swarmlab.engine.dockerjava.DockerJavaWarmUp;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.readiness.Patience;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line: it reads the arguments, runs one command and turns what happened into an exit code. */
public final class CommandLineTool {

    /** The message of Picocli for a command that is not complete without one of its subcommands. */
    private static final String MISSING_SUBCOMMAND = "Missing required subcommand";

    private CommandLineTool() {}

    /**
     * Runs one command to its end.
     *
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(Console console, String... arguments) {
        return run(console, EngineConnector.DOCKER_JAVA, arguments);
    }

    /** @param connector opens the connection to the engine */
    static int run(Console console, EngineConnector connector, String... arguments) {
        Object command = command(console, arguments);
        if (command instanceof UsesEngine) {
            DockerJavaWarmUp.inBackground();
        }
        CommandLine commandLine = commandLine(new Root(connector), command, console, arguments);
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(console.environment()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setOut(writer(console.out()));
        commandLine.setErr(writer(console.err()));
        commandLine.setExecutionStrategy(parsed -> execute(parsed, console));
        commandLine.setParameterExceptionHandler((exception, given) -> wrongArguments(exception, console));
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> failed(exception, console));
        Optional<String> complaint = Patience.complaint(console.environment().getOrDefault(Patience.VARIABLE, ""));
        if (complaint.isPresent()) {
            console.error(complaint.get(), null);
            return ExitCode.WRONG_INPUT.number();
        }
        return commandLine.execute(arguments);
    }

    /** The command line with the command at the start of the arguments, see {@link #commandLine}. */
    static CommandLine withCommands(Console console, String... arguments) {
        Root root = new Root(EngineConnector.DOCKER_JAVA);
        return commandLine(root, command(console, arguments), console, arguments);
    }

    /** The command line with all commands and their options. */
    static CommandLine withAllCommands(Console console) {
        CommandLine commandLine = new CommandLine(new Root(EngineConnector.DOCKER_JAVA));
        Commands.addAll(commandLine, console);
        return commandLine;
    }

    /** The command at the start of the arguments; null when there is none. */
    private static @Nullable Object command(Console console, String... arguments) {
        return arguments.length == 0 ? null : Commands.create(arguments[0], console);
    }

    /**
     * Adds the commands that the arguments need, since reading the options of all commands takes a tenth of a second:
     * the command that is the first argument; all commands when another argument is one; else the list of commands.
     */
    private static CommandLine commandLine(Root root, @Nullable Object command, Console console, String... arguments) {
        CommandLine commandLine = new CommandLine(root);
        if (command != null) {
            commandLine.addSubcommand(arguments[0], command);
        } else if (Stream.of(arguments).anyMatch(Commands::exists)) {
            Commands.addAll(commandLine, console);
        } else {
            Commands.addSummaries(commandLine, console);
        }
        return commandLine;
    }

    /** The connector of the command line that a command belongs to. */
    static EngineConnector connector(@Nullable CommandSpec command) {
        return command != null && command.root().userObject() instanceof Root root
                ? root.connector
                : EngineConnector.DOCKER_JAVA;
    }

    private static int execute(ParseResult parsed, Console console) {
        CommandLine commandLine = parsed.commandSpec().commandLine();
        console.show(((Root) parsed.commandSpec().userObject()).options.log());
        if (console.isColorOff() || console.isColorForced()) {
            Ansi ansi = console.isColorForced() ? Ansi.ON : Ansi.OFF;
            commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        }
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            commandLine.usage(console.err());
            return ExitCode.WRONG_INPUT.number();
        }
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        boolean quiet = command.matchedOptionValue("--quiet", false);
        boolean hidden = command.commandSpec().usageMessage().hidden();
        if (!quiet && !hidden && !command.isUsageHelpRequested() && !command.isVersionHelpRequested()) {
            new UnknownVariables(console)
                    .warnings(command.commandSpec())
                    .forEach(warning -> console.say("swarmlab: warning: " + warning));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int wrongArguments(ParameterException exception, Console console) {
        console.show(((Root) exception.getCommandLine().getCommandSpec().root().userObject()).options.log());
        String help = "Try: " + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        String suggestion = exception instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "Did you mean: " + String.join(", ", unmatched.getSuggestions()) + "\n"
                : "";
        String message = exception instanceof UnmatchedArgumentException unmatched
                ? tooMany(unmatched).orElse(unmatched.getMessage())
                : missing(exception).or(() -> choices(exception)).orElse(exception.getMessage());
        console.error(message + variableOf(exception, console), suggestion + help);
        return ExitCode.WRONG_INPUT.number();
    }

    /** The message for more arguments than the command takes; empty when something else is wrong. */
    private static Optional<String> tooMany(UnmatchedArgumentException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        List<String> unmatched = exception.getUnmatched();
        if (!command.subcommands().isEmpty() || unmatched.stream().anyMatch(argument -> argument.startsWith("-"))) {
            return Optional.empty();
        }
        String accepted = command.positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .collect(Collectors.joining(" and one "));
        return Optional.of(command.qualifiedName() + " takes "
                + (accepted.isEmpty() ? "no arguments" : "one " + accepted) + ", so '"
                + String.join("', '", unmatched) + "' can't be given too");
    }

    /** The message for a command without one of its subcommands, with their names; empty when something else is wrong. */
    private static Optional<String> missing(ParameterException exception) {
        if (!MISSING_SUBCOMMAND.equals(exception.getMessage())) {
            return Optional.empty();
        }
        String names = exception.getCommandLine().getCommandSpec().subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(CommandSpec::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(MISSING_SUBCOMMAND + ": " + names);
    }

    /** The message for a value that is not one of an enum, with the possible values as in help; empty otherwise. */
    private static Optional<String> choices(ParameterException exception) {
        ArgSpec argument = exception.getArgSpec();
        if (argument == null
                || !argument.type().isEnum()
                || !(exception.getCause() instanceof TypeConversionException)) {
            return Optional.empty();
        }
        String what = argument instanceof OptionSpec option ? "option '" + option.longestName() + "'" : "argument";
        return Optional.of("Invalid value for " + what + ": '" + exception.getValue() + "' is not one of "
                + argument.paramLabel().replace("|", ", "));
    }

    /** Names the variable that holds a wrong value; empty when the value is from the command line. */
    private static String variableOf(ParameterException exception, Console console) {
        return exception.getArgSpec() instanceof OptionSpec option
                ? EnvironmentDefaults.variable(option)
                        .filter(name -> exception.getValue() != null
                                && exception
                                        .getValue()
                                        .equals(console.environment().get(name)))
                        .map(name -> " (set by the variable " + name + ")")
                        .orElse("")
                : "";
    }

    private static int failed(Exception exception, Console console) {
        Failure failure = failureOf(exception);
        console.error(failure);
        return ExitCode.of(failure.kind()).number();
    }

    private static Failure failureOf(Exception exception) {
        if (exception instanceof Failure failure) {
            return failure;
        }
        if (exception instanceof EngineException engineException) {
            return EngineFailure.of(engineException);
        }
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        return Failure.internal(exception)
                .advise("Please report it, with these lines:\n"
                        + trace.toString().strip());
    }

    @Command(
            name = "swarmlab",
            description = "Create and remove Docker Swarm labs of docker-in-docker nodes with one command.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {
                "",
                "Example:",
                "  swarmlab up labs/quickstart.yml",
                "",
                "Variables set options too: SWARMLAB_UP_TIMEOUT=10m is --timeout 10m of up.",
                "SWARMLAB_PATIENCE=3 multiplies every deadline by 3.",
                "NO_COLOR and FORCE_COLOR turn colours off and on.",
                "Exit codes: 0 done, 1 failed, 2 wrong input, 3 no usable engine, 4 timed out,",
                "5 a check failed, 130 interrupted."
            },
            synopsisSubcommandLabel = "COMMAND")
    static final class Root {

        private final EngineConnector connector;

        @Mixin
        private GlobalOptions options = new GlobalOptions();

        Root(EngineConnector connector) {
            this.connector = connector;
        }
    }
}
