package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names one or several labs by options, in a command whose arguments are something else. */
final class LabsOption extends LabName {

    @Option(
            names = {"-l", "--lab"},
            paramLabel = "LAB",
            description = DESCRIPTION)
    private @Nullable String lab;

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Override
    @Nullable
    String option() {
        return lab;
    }

    /** The labs that are named. */
    LabSelection.Group findAll(Engine engine, Parallel parallel, String command) {
        String name = group.isGiven() ? typed(null) : nameOr(null);
        return LabSelection.group(
                engine, parallel, group.wanted(name == null ? List.of() : List.of(name)), command + " --lab");
    }
}
