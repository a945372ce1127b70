package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.Reported;
import java.time.Instant;

/**
 * A task as a manager reports it: one container of a service.
 *
 * @param node the id of its node; empty before it has one
 * @param slot the number of the replica, from 1; 0 for a task of a global service
 * @param desired the desired state
 * @param error the swarm's reason why it failed or waits; empty when there is none
 * @param exitCode the exit code of its container; 0 before the container has ended
 * @param container the id of its container on its node; empty before there is one
 * @param image with a digest if it has one
 * @param createdAt an instant, because texts of daemons can't be compared: they omit trailing zeros of fractions
 * @param changedAt when its state changed last
 * @param template see {@link SwarmService#template}
 * @param iteration the number of the job's run to which it belongs
 */
public record SwarmTask(
        String id,
        String service,
        String node,
        int slot,
        Reported<TaskState> state,
        Reported<TaskState> desired,
        String error,
        int exitCode,
        String container,
        String image,
        Instant createdAt,
        Instant changedAt,
        JsonNode template,
        long iteration) {

    static SwarmTask of(JsonNode task) {
        JsonNode status = task.path("Status");
        JsonNode container = status.path("ContainerStatus");
        JsonNode specification = task.path("Spec");
        return new SwarmTask(
                task.path("ID").asText(),
                task.path("ServiceID").asText(),
                task.path("NodeID").asText(""),
                task.path("Slot").asInt(),
                TaskState.of(status.path("State").asText()),
                TaskState.of(task.path("DesiredState").asText()),
                status.path("Err").asText(""),
                container.path("ExitCode").asInt(),
                container.path("ContainerID").asText(""),
                specification.path("ContainerSpec").path("Image").asText(),
                instant(task.path("CreatedAt").asText("")),
                instant(status.path("Timestamp").asText("")),
                SwarmService.template(specification),
                task.path("JobIteration").path("Index").asLong());
    }

    private static Instant instant(String text) {
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    /** Whether it runs and the swarm does not stop it. The desired state of a job's task is {@code complete}. */
    public boolean isRunning() {
        return state.is(TaskState.RUNNING) && (desired.is(TaskState.RUNNING) || desired.is(TaskState.COMPLETE));
    }

    public boolean isComplete() {
        return state.is(TaskState.COMPLETE);
    }

    /** Whether it has ended, whatever the reason. */
    public boolean hasEnded() {
        return state.value().hasEnded();
    }

    /** Whether the swarm stopped it, as it does for an update or when a service is scaled down. */
    public boolean wasStopped() {
        return state.is(TaskState.SHUTDOWN) || state.is(TaskState.REMOVE);
    }

    /** Whether its node could not start it. */
    public boolean isRejected() {
        return state.is(TaskState.REJECTED);
    }

    /** Its image without the digest. */
    public String imageName() {
        return SwarmService.withoutDigest(image);
    }

    /** The place of the task in its service: its slot, or its node for a global service. */
    public String place() {
        return slot > 0 ? String.valueOf(slot) : node;
    }
}
