package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Names a lab as the first argument of a command, or with the option. */
final class LabArgument extends LabOption {

    @Parameters(index = "0", paramLabel = "LAB", arity = "0..1", description = LabOption.DESCRIPTION)
    private @Nullable String argument;

    @Override
    LabResources find(Engine engine, Parallel parallel, String command) {
        return LabSelection.of(engine, parallel, nameOr(argument), command);
    }
}
