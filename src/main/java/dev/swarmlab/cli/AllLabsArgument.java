package dev.swarmlab.cli;

import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabResources;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Names labs by the arguments of a command that is about all labs when none is named. */
final class AllLabsArgument extends LabArgumentOption {

    @Parameters(
            index = "0..*",
            paramLabel = "LAB",
            arity = "0..*",
            description = "Lab, its lab file, class, or pattern as in 'web-*'. Default: all labs")
    private List<String> arguments = List.of();

    /** The labs that are named; without a name all labs. */
    List<LabResources> find(EngineSnapshot snapshot, String command) {
        List<LabResources> labs = LabResources.allIn(snapshot);
        List<String> names = names();
        return names.isEmpty()
                ? labs
                : LabSelection.group(labs, new LabSelection.Wanted(names, false, false), command)
                        .labs();
    }

    private List<String> names() {
        if (arguments.size() > 1) {
            if (typed(null) != null && !arguments.contains(typed(null))) {
                throw differ(arguments);
            }
            return arguments.stream().distinct().toList();
        }
        String name = nameOr(arguments.isEmpty() ? null : arguments.get(0));
        return name == null ? List.of() : List.of(name);
    }
}
