package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Names an existing lab. Each subclass declares the option {@code --lab} with a description that fits its command. */
abstract class LabName {

    static final String DESCRIPTION = "Lab name, or its lab file (optional if only one lab exists).";

    /** The earlier name of the option. */
    @Option(names = "--name", hidden = true, paramLabel = "LAB", description = "The same as --lab.")
    private @Nullable String earlierName;

    /** Null until Picocli has set it, so that the warm-up of docker-java begins before Picocli is loaded. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The value of {@code --lab}, from the command line or an environment variable; null when there is none. */
    abstract @Nullable String option();

    /**
     * The lab with the given name; without a name the only lab.
     *
     * @param command as it is typed, such as {@code swarmlab exec}, for messages
     */
    LabResources find(Engine engine, Parallel parallel, String command) {
        return LabSelection.of(engine, parallel, nameOr(null), command + " --lab");
    }

    /** The running node of the lab with the given name; without a name the first manager that runs. */
    EngineContainer findNode(Engine engine, Parallel parallel, @Nullable String node, String command) {
        return NodeSelection.of(find(engine, parallel, command), node);
    }

    /** The option as the user types it, with a space before it; empty when no lab was named. */
    String typed() {
        String shown = nameOr(null);
        return shown == null ? "" : " --lab " + shown;
    }

    /**
     * The name of the lab; null when none was given.
     *
     * @param argument the name that was given as an argument; null when none was
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the argument and the option differ
     */
    @Nullable
    String nameOr(@Nullable String argument) {
        String typed = typed(argument);
        return typed == null ? option() : typed;
    }

    /** As {@link #nameOr}, but ignores the environment variable. */
    @Nullable
    String typed(@Nullable String argument) {
        Set<String> names = new LinkedHashSet<>();
        if (argument != null) {
            names.add(argument);
        }
        ParseResult typed = Objects.requireNonNull(command).commandLine().getParseResult();
        if (typed.hasMatchedOption("--lab")) {
            names.add(typed.matchedOptionValue("--lab", ""));
        }
        if (earlierName != null) {
            names.add(earlierName); // no variable sets this option
        }
        if (names.size() > 1) {
            throw differ(names);
        }
        return names.stream().findFirst().orElse(null);
    }

    /**
     * The names of labs, classes or patterns; empty when none was given.
     *
     * @param arguments the names that were given as arguments
     * @param ignoresVariable whether the labs are named otherwise too, so that the environment variable does not count
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the arguments and the option differ
     */
    List<String> namesOr(List<String> arguments, boolean ignoresVariable) {
        if (arguments.size() > 1) {
            String option = typed(null);
            if (option != null && !arguments.contains(option)) {
                throw differ(arguments);
            }
            return arguments.stream().distinct().toList();
        }
        String argument = arguments.isEmpty() ? null : arguments.get(0);
        String name = ignoresVariable ? typed(argument) : nameOr(argument);
        return name == null ? List.of() : List.of(name);
    }

    static Failure differ(Collection<String> names) {
        return Failure.of(FailureKind.WRONG_INPUT, "different labs are named: " + String.join(", ", names))
                .advise("Name labs either as arguments or with --lab.");
    }
}
