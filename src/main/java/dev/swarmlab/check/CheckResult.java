package dev.swarmlab.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check.
 *
 * @param reason why it failed or is unavailable; empty when it passed
 * @param hint what the lab file advises when the check fails; null when it advises nothing
 * @param took the time from the start of the check to its result
 */
public record CheckResult(
        String name,
        Outcome outcome,
        String reason,
        @Nullable String hint,
        Duration took) {

    public boolean hasFailed() {
        return outcome == Outcome.FAILED;
    }
}
