package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying one lab out.
 *
 * @param up how long it took to come up; null when it did not
 * @param failure why it did not come up or could not be taken down, null when it did both
 * @param down how long it took to remove it; null when it could not be, or did not come up
 * @param left how many containers, networks and volumes were left of it
 */
public record LabTestResult(
        String lab,
        @Nullable Duration up,
        @Nullable String failure,
        CheckReport checks,
        DrillReport drills,
        @Nullable Duration down,
        int left) {

    /** Whether the lab itself did not work, so that its checks say nothing. */
    public boolean isBroken() {
        return failure != null || left > 0;
    }

    public boolean hasFailed() {
        return isBroken() || checks.hasFailed() || drills.hasFailed();
    }
}
