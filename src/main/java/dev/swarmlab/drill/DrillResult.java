package dev.swarmlab.drill;

import dev.swarmlab.check.CheckResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one scenario.
 *
 * @param failure why an action failed; null if all succeeded
 * @param checks the results of the checks after the actions; empty if an action failed
 */
public record DrillResult(
        String scenario, List<DrillEvent> events, @Nullable String failure, List<CheckResult> checks, Duration took) {

    public boolean hasFailed() {
        return failure != null || checks.stream().anyMatch(CheckResult::hasFailed);
    }
}
