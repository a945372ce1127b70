package dev.swarmlab.view;

import java.util.List;

/**
 * A service.
 *
 * @param stack empty when it belongs to none
 * @param mode {@code replicated}, {@code global}, {@code replicated-job} or {@code global-job}
 * @param colour 0 to 11, a number of a colour
 * @param desired how many tasks shall run; for a job, how many shall be completed
 * @param running how many do run
 * @param completed how many of a job's are done; 0 for what is no job
 * @param ports as in {@code 8000 → 80/tcp}
 * @param networks names
 * @param update how its last update goes, as in {@code updating}; empty when there was none
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
        String update,
        String updateMessage) {

    /** Its name without that of its stack. */
    public String shortName() {
        String prefix = stack + "_";
        return !stack.isEmpty() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** As in {@code 2/3}. */
    public String count() {
        return mode.endsWith("job") ? completed + "/" + desired + " completed" : running + "/" + desired;
    }
}
