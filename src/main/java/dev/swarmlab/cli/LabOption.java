package dev.swarmlab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names a lab by an option, in a command whose arguments are something else. */
final class LabOption extends LabName {

    @Option(
            names = {"-l", "--lab"},
            paramLabel = "LAB",
            description = DESCRIPTION)
    private @Nullable String lab;

    @Override
    @Nullable
    String option() {
        return lab;
    }
}
