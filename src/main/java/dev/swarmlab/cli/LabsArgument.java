package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names one or several labs by the arguments of a command, or by options. */
final class LabsArgument extends LabArgumentOption {

    @Parameters(
            index = "0..*",
            paramLabel = "LAB",
            arity = "0..*",
            description = "Lab, class, or pattern as in 'web-*' (optional if only one lab exists).")
    private List<String> arguments = List.of();

    @Mixin
    private GroupOptions group = new GroupOptions();

    /** The labs that are named. */
    LabSelection.Group findAll(Engine engine, Parallel parallel, String command) {
        return LabSelection.group(engine, parallel, group.wanted(names()), command);
    }

    /** The names that were given as arguments, else the one of the option; may be empty. */
    private List<String> names() {
        if (arguments.size() > 1) {
            if (typed(null) != null && !arguments.contains(typed(null))) {
                throw differ(arguments);
            }
            return arguments.stream().distinct().toList();
        }
        String argument = arguments.isEmpty() ? null : arguments.get(0);
        String name = group.isGiven() ? typed(argument) : nameOr(argument);
        return name == null ? List.of() : List.of(name);
    }
}
