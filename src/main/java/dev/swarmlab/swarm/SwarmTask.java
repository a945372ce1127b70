package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.Reported;
import java.time.Instant;

/**
 * A task as the swarm's managers see it: one container of a service, from its scheduling to its end.
 *
 * @param node the id of its node, empty before it has one
 * @param slot which of a service's replicas it is, 0 for a service that runs on every node
 * @param desired what the swarm wants its state to be
 * @param error why it failed or waits, in the swarm's words; empty when there is nothing to say
 * @param exitCode of its container, once that has ended
 * @param container the id of its container on its node, empty before there is one
 * @param image with its digest where it has one
 * @param createdAt as a moment, since the daemon leaves out the zeros at the end of its fractions of a second
 * @param changedAt when it got its state
 * @param template see {@link SwarmService#template}
 * @param iteration which run of a job it belongs to
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
                moment(task.path("CreatedAt").asText("")),
                moment(status.path("Timestamp").asText("")),
                SwarmService.template(specification),
                task.path("JobIteration").path("Index").asLong());
    }

    private static Instant moment(String text) {
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    /** Whether it runs and shall go on running; what a job's task shall become in the end is complete. */
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

    /** Whether the swarm stopped it, for an update, or since its service or node was to have no task. */
    public boolean wasStopped() {
        return state.is(TaskState.SHUTDOWN) || state.is(TaskState.REMOVE);
    }

    /** Whether its node could not do what it takes to start it. */
    public boolean isRejected() {
        return state.is(TaskState.REJECTED);
    }

    /** Its image by its name, without the digest. */
    public String imageName() {
        return SwarmService.withoutDigest(image);
    }

    /** The place in its service that it fills: a slot, or a node where there is one task a node. */
    public String place() {
        return slot > 0 ? String.valueOf(slot) : node;
    }
}
