package dev.swarmlab.labfile;

import java.util.List;

/**
 * Actions on a lab, and the checks that must pass after them.
 *
 * @param name unique among the lab's scenarios
 * @param actions in the order in which they run, one after the other
 * @param checks run after the actions, together with the lab's own read-only checks
 */
public record Scenario(String name, List<Action> actions, List<Check> checks) {

    public Scenario {
        actions = List.copyOf(actions);
        checks = List.copyOf(checks);
    }
}
