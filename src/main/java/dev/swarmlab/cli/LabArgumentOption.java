package dev.swarmlab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names a lab by an option, in a command that declares the argument LAB itself. */
class LabArgumentOption extends LabName {

    @Option(
            names = {"-l", "--lab"},
            paramLabel = "LAB",
            description = "The same as the argument LAB.")
    private @Nullable String lab;

    @Override
    @Nullable
    String option() {
        return lab;
    }
}
