package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Names a lab by the first argument of a command, or by an option. */
final class LabArgument extends LabArgumentOption {

    @Parameters(index = "0", paramLabel = "LAB", arity = "0..1", description = DESCRIPTION)
    private @Nullable String argument;

    @Override
    LabResources find(Engine engine, Parallel parallel, String command) {
        return LabSelection.of(engine, parallel, nameOr(argument), command);
    }
}
