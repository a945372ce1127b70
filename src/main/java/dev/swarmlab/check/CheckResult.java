package dev.swarmlab.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check.
 *
 * @param reason why it failed or is unavailable, empty when it passed
 * @param hint what the descriptor says to someone whose check failed; null when it says nothing
 * @param took how long it took until that was clear
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
