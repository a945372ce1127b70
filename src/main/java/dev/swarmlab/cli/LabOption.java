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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The option that names a lab that exists. */
class LabOption {

    static final String DESCRIPTION = "Lab name (optional if only one lab exists).";

    @Option(
            names = {"-l", "--lab"},
            paramLabel = "LAB",
            description = DESCRIPTION)
    private @Nullable String lab;

    /** The option's name in earlier versions. */
    @Option(names = "--name", hidden = true, paramLabel = "LAB", description = DESCRIPTION)
    private @Nullable String name;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * The lab that was named; without a name the only one.
     *
     * @param command as it is typed, such as {@code swarmlab exec}, for messages
     */
    LabResources find(Engine engine, Parallel parallel, String command) {
        return LabSelection.of(engine, parallel, nameOr(null), command + " --lab");
    }

    /** A node of that lab that runs, so that something can be done in it; without a name the first manager. */
    EngineContainer findNode(Engine engine, Parallel parallel, @Nullable String node, String command) {
        return NodeSelection.of(find(engine, parallel, command), node);
    }

    /** The option as the user would type it, after a blank, so that a command can be shown again. */
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
        return typed != null ? typed : lab != null ? lab : name;
    }

    /** The same, without a name that comes from an environment variable. */
    @Nullable
    String typed(@Nullable String argument) {
        Set<String> names = new LinkedHashSet<>();
        if (argument != null) {
            names.add(argument);
        }
        ParseResult typed = command.commandLine().getParseResult();
        for (String option : List.of("--lab", "--name")) {
            if (typed.hasMatchedOption(option)) {
                names.add(typed.matchedOptionValue(option, ""));
            }
        }
        if (names.size() > 1) {
            throw differ(names);
        }
        return names.stream().findFirst().orElse(null);
    }

    static Failure differ(Collection<String> names) {
        return Failure.of(FailureKind.WRONG_INPUT, "different labs are named: " + String.join(", ", names))
                .advise("Name labs either as arguments or with --lab.");
    }
}
