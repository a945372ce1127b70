package dev.swarmlab.drill;

import dev.swarmlab.check.CheckResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one scenario.
 *
 * @param failure why an action did not work, null when all did
 * @param checks what came of the checks after the actions; none when an action failed
 */
public record DrillResult(
        String scenario, List<DrillEvent> moments, @Nullable String failure, List<CheckResult> checks, Duration took) {

    public boolean hasFailed() {
        return failure != null || checks.stream().anyMatch(CheckResult::hasFailed);
    }
}
