package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the lab that a command is about. */
final class LabSelection {

    private LabSelection() {}

    /**
     * The lab of that name on an engine; without a name the only one.
     *
     * @param command the command that names a lab, without the name, for the advice to name one
     */
    static LabResources of(Engine engine, Parallel parallel, @Nullable String name, String command) {
        return of(LabResources.allIn(EngineSnapshot.of(engine, parallel)), name, command);
    }

    /** The same among the labs of an engine. */
    static LabResources of(List<LabResources> labs, @Nullable String name, String command) {
        if (name == null) {
            return only(labs, command);
        }
        return labs.stream().filter(lab -> lab.name().equals(name)).findFirst().orElseThrow(() -> Failure.of(
                        FailureKind.FAILED, "there is no lab named " + name)
                .because(labs.isEmpty() ? "the engine has no lab" : "there are " + names(labs))
                .advise("List the labs with: swarmlab ls"));
    }

    /** @param command the command that names a lab, without the name, for the advice to name one */
    static LabResources only(List<LabResources> labs, String command) {
        if (labs.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "there is no lab")
                    .advise("Create one with: swarmlab up labs/quickstart.yml");
        }
        if (labs.size() > 1) {
            throw Failure.of(FailureKind.WRONG_INPUT, "there are several labs: " + names(labs))
                    .advise("Say which: " + command + " " + labs.get(0).name());
        }
        return labs.get(0);
    }

    private static String names(List<LabResources> labs) {
        return labs.stream().map(LabResources::name).collect(Collectors.joining(", "));
    }
}
