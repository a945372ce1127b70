package dev.swarmlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Names the lab files of a command, as its arguments or with an option. */
final class FileArguments {

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Lab files; - reads standard input.")
    private List<String> arguments = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The same as an argument FILE. Repeatable.")
    private List<String> options = List.of();

    /** Null until Picocli has set it, so that the warm-up of docker-java begins before Picocli is loaded. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * The names of the files, the arguments first.
     *
     * @throws ParameterException when none was given
     */
    List<String> names() {
        boolean typed =
                Objects.requireNonNull(command).commandLine().getParseResult().hasMatchedOption("--file");
        List<String> names = new ArrayList<>(arguments);
        if (typed || names.isEmpty()) {
            names.addAll(options);
        }
        if (names.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "Missing required parameter: 'FILE'");
        }
        return names;
    }
}
