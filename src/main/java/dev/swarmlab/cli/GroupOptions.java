package dev.swarmlab.cli;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names a group of labs. */
final class GroupOptions {

    @Option(names = "--class", paramLabel = "CLASS", description = "The labs of this class.")
    private @Nullable String className;

    @Option(names = "--all", fallbackValue = "true", description = "All labs on the engine.")
    private boolean all;

    /** Whether one of the options was given. */
    boolean isGiven() {
        return all || className != null;
    }

    /**
     * The selection of labs by these options, or by names.
     *
     * @param names the names that were given otherwise; may be empty
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when labs are named in two ways
     */
    LabSelection.Wanted wanted(List<String> names) {
        int ways = (all ? 1 : 0) + (className != null ? 1 : 0) + (names.isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw Failure.of(FailureKind.WRONG_INPUT, "labs are named in two ways")
                    .advise("Use one of: names of labs, --class, --all");
        }
        return new LabSelection.Wanted(className == null ? names : List.of(className), all, className != null);
    }
}
