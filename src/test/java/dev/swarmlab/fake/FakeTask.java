package dev.swarmlab.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A task in the words of the Engine API. It runs, and what it runs is what its service says at this moment. */
public final class FakeTask {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private FakeTask(FakeService service, String id) {
        json.put("ID", id);
        json.put("ServiceID", service.id());
        json.put("DesiredState", "running");
        json.set("Spec", service.template().deepCopy());
        json.putObject("Status").put("State", "running");
        at(0);
    }

    /** One of a service's replicas, on a node by its id. */
    public static FakeTask of(FakeService service, int slot, String nodeId) {
        FakeTask task = new FakeTask(service, service.name() + "." + slot + "@" + nodeId);
        task.json.put("Slot", slot).put("NodeID", nodeId);
        return task;
    }

    /** A global service's task on a node. */
    public static FakeTask on(String nodeId, FakeService service) {
        FakeTask task = new FakeTask(service, service.name() + "@" + nodeId);
        task.json.put("NodeID", nodeId);
        return task;
    }

    /** Of tasks of one service in one place each needs its own. */
    public FakeTask id(String id) {
        json.put("ID", id);
        return this;
    }

    /** Its state, and that the swarm wants no other. */
    public FakeTask state(String state) {
        return state(state, state);
    }

    public FakeTask state(String state, String desired) {
        status().put("State", state);
        json.put("DesiredState", desired);
        return this;
    }

    public FakeTask error(String error) {
        status().put("Err", error);
        return this;
    }

    public FakeTask container(String id) {
        status().withObject("/ContainerStatus").put("ContainerID", id);
        return this;
    }

    public FakeTask exitCode(int exitCode) {
        status().withObject("/ContainerStatus").put("ExitCode", exitCode);
        return this;
    }

    public FakeTask iteration(int iteration) {
        json.putObject("JobIteration").put("Index", iteration);
        return this;
    }

    /** When it was created, in seconds of the test's time. */
    public FakeTask at(int second) {
        json.put("CreatedAt", BEGINNING.plusSeconds(second).toString());
        return this;
    }

    private ObjectNode status() {
        return json.withObject("/Status");
    }

    public JsonNode json() {
        return json.deepCopy();
    }
}
