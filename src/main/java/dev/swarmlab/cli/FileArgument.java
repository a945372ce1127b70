package dev.swarmlab.cli;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Names the lab file of a command, as its argument or with an option. */
final class FileArgument {

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Lab file; - reads standard input.")
    private @Nullable String argument;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The same as the argument FILE.")
    private @Nullable String option;

    /** Null until Picocli has set it, so that the warm-up of docker-java begins before Picocli is loaded. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * The name of the file; null when none was given.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the argument and the option differ
     */
    @Nullable
    String name() {
        boolean typed =
                Objects.requireNonNull(command).commandLine().getParseResult().hasMatchedOption("--file");
        if (typed && argument != null && !argument.equals(option)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "different lab files are named: " + argument + ", " + option)
                    .advise("Name one file, as the argument or with --file.");
        }
        return argument == null ? option : argument;
    }
}
