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
            description = "Lab, its lab file, class, or pattern as in 'web-*' (optional if only one lab exists).")
    private List<String> arguments = List.of();

    @Mixin
    private GroupOptions group = new GroupOptions();

    /** The labs that are named. */
    LabSelection.Group findAll(Engine engine, Parallel parallel, String command) {
        return LabSelection.group(engine, parallel, group.wanted(namesOr(arguments, group.isGiven())), command);
    }
}
