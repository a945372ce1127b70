package dev.swarmlab.view;

import dev.swarmlab.engine.Reported;
import dev.swarmlab.swarm.UpdateState;
import java.util.List;

/**
 * A service.
 *
 * @param stack empty when it belongs to no stack
 * @param mode {@code replicated}, {@code global}, {@code replicated-job} or {@code global-job}
 * @param colour the number of its colour, 0 to 11
 * @param desired how many tasks should run, or should be completed for a job
 * @param running how many tasks run
 * @param completed how many tasks of a job are completed; 0 for other services
 * @param ports published and target ports, for example {@code 8000 → 80/tcp}
 * @param networks the names of its networks
 * @param update the state of its last update, for example {@code updating}; empty when there was none
 */
public record ServiceView(
        String id,
        String name,
        String stack,
        String mode,
        int colour,
        int desired,
        int running,
        int completed,
        String image,
        List<String> ports,
        List<String> networks,
        Reported<UpdateState> update,
        String updateMessage) {

    /** The name without the stack's prefix. */
    public String shortName() {
        String prefix = stack + "_";
        return !stack.isEmpty() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** Running and desired tasks, {@code 2/3}, or for a job {@code 2/3 completed}. */
    public String count() {
        return mode.endsWith("job") ? completed + "/" + desired + " completed" : running + "/" + desired;
    }
}
