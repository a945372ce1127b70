package dev.swarmlab.labfile;

import java.util.List;

/**
 * An exercise in which something happens to a lab: what is done, one after the other, and what must hold afterwards
 * beside the lab's own checks.
 */
public record Scenario(String name, List<Action> actions, List<Check> checks) {

    public Scenario {
        actions = List.copyOf(actions);
        checks = List.copyOf(checks);
    }
}
