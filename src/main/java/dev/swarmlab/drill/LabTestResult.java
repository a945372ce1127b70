package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of testing one lab.
 *
 * @param refused whether a lab of that name existed before, so that nothing was tested
 * @param up the duration of its creation; null if that failed
 * @param failure why the lab could not be created, tested or removed; null if nothing failed
 * @param down the duration of its removal; null if that failed or there was nothing to remove
 * @param left the number of leftover containers, networks and volumes
 */
public record LabTestResult(
        String lab,
        boolean refused,
        @Nullable Duration up,
        @Nullable String failure,
        CheckReport checks,
        DrillReport drills,
        @Nullable Duration down,
        int left) {

    /** Whether the lab could not be created, tested or completely removed. Then the checks prove nothing. */
    public boolean isBroken() {
        return failure != null || left > 0;
    }

    public boolean hasFailed() {
        return isBroken() || checks.hasFailed() || drills.hasFailed();
    }
}
