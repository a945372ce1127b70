package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.Reported;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as a manager reports it.
 *
 * @param stack the name of its stack; empty when it belongs to none
 * @param desiredTasks the desired number of tasks, for a job of completed tasks; 0 for a global service or job
 * @param image the image of its tasks, with a digest if it has one
 * @param restart the restart condition: {@code any}, {@code on-failure} or {@code none}
 * @param attempts the most restarts; 0 for no limit
 * @param constraints the placement constraints, as in {@code node.role==worker}
 * @param template the part of the specification that tasks must match, see {@link #template(JsonNode)}
 * @param specification the whole specification
 * @param iteration the number of a job's current run
 * @param update the last update
 * @param ports the published ports
 * @param networks the ids or names of the networks of its tasks
 */
public record SwarmService(
        String id,
        String name,
        String stack,
        Mode mode,
        int desiredTasks,
        String image,
        String restart,
        int attempts,
        List<String> constraints,
        JsonNode template,
        JsonNode specification,
        long iteration,
        Update update,
        List<Port> ports,
        List<String> networks) {

    /** The scheduling mode of a service. */
    public enum Mode {
        REPLICATED,
        GLOBAL,
        REPLICATED_JOB,
        GLOBAL_JOB;

        public boolean isJob() {
            return this == REPLICATED_JOB || this == GLOBAL_JOB;
        }
    }

    /**
     * The last update of a service.
     *
     * @param state empty when there was none
     */
    public record Update(Reported<UpdateState> state, String startedAt, String message) {

        boolean isRunning() {
            return state.is(UpdateState.UPDATING) || state.is(UpdateState.ROLLBACK_STARTED);
        }

        /** Whether it stopped after a failure and waits for the user. */
        boolean isPaused() {
            return state.is(UpdateState.PAUSED) || state.is(UpdateState.ROLLBACK_PAUSED);
        }
    }

    /**
     * A published port of a service.
     *
     * @param published the port of the nodes; 0 as long as the swarm has not chosen one
     * @param mode {@code ingress} for a port of all nodes, {@code host} for a port of the nodes that run a task
     */
    public record Port(int published, int target, String protocol, String mode) {}

    static SwarmService of(JsonNode service) {
        JsonNode specification = service.path("Spec");
        JsonNode task = specification.path("TaskTemplate");
        JsonNode mode = specification.path("Mode");
        JsonNode update = service.path("UpdateStatus");
        List<String> constraints = new ArrayList<>();
        task.path("Placement").path("Constraints").forEach(constraint -> constraints.add(constraint.asText()));
        return new SwarmService(
                service.path("ID").asText(),
                specification.path("Name").asText(),
                specification.path("Labels").path("com.docker.stack.namespace").asText(""),
                mode(mode),
                mode.has("ReplicatedJob")
                        ? mode.path("ReplicatedJob").path("TotalCompletions").asInt()
                        : mode.path("Replicated").path("Replicas").asInt(),
                task.path("ContainerSpec").path("Image").asText(),
                task.path("RestartPolicy").path("Condition").asText("any"),
                task.path("RestartPolicy").path("MaxAttempts").asInt(),
                List.copyOf(constraints),
                template(task),
                specification,
                service.path("JobStatus").path("JobIteration").path("Index").asLong(),
                new Update(
                        UpdateState.of(update.path("State").asText("")),
                        update.path("StartedAt").asText(""),
                        update.path("Message").asText("")),
                ports(service),
                networks(specification));
    }

    private static List<Port> ports(JsonNode service) {
        JsonNode given = service.path("Endpoint").path("Ports");
        JsonNode asked = service.path("Spec").path("EndpointSpec").path("Ports");
        List<Port> ports = new ArrayList<>();
        (given.isEmpty() ? asked : given)
                .forEach(port -> ports.add(new Port(
                        port.path("PublishedPort").asInt(),
                        port.path("TargetPort").asInt(),
                        port.path("Protocol").asText("tcp"),
                        port.path("PublishMode").asText("ingress"))));
        return List.copyOf(ports);
    }

    /** Services that were created by old clients have their networks outside of the task template. */
    private static List<String> networks(JsonNode specification) {
        JsonNode ofTasks = specification.path("TaskTemplate").path("Networks");
        List<String> networks = new ArrayList<>();
        (ofTasks.isEmpty() ? specification.path("Networks") : ofTasks)
                .forEach(network -> networks.add(network.path("Target").asText()));
        return List.copyOf(networks);
    }

    /** The image of its tasks without the digest. */
    public String imageName() {
        return withoutDigest(image);
    }

    static String withoutDigest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }

    private static Mode mode(JsonNode mode) {
        if (mode.has("Global")) {
            return Mode.GLOBAL;
        }
        if (mode.has("GlobalJob")) {
            return Mode.GLOBAL_JOB;
        }
        return mode.has("ReplicatedJob") ? Mode.REPLICATED_JOB : Mode.REPLICATED;
    }

    /**
     * The part of a specification that is equal for a service and its up-to-date tasks. Daemons add the default of
     * {@code StopGracePeriod} to services only.
     */
    static JsonNode template(JsonNode task) {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        JsonNode container = task.path("ContainerSpec").deepCopy();
        if (container instanceof ObjectNode fields) {
            fields.remove("StopGracePeriod");
        }
        template.set("container", container);
        template.put("force", task.path("ForceUpdate").asLong());
        return template;
    }
}
