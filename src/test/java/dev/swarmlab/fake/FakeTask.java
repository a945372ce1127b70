package dev.swarmlab.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A task in the JSON of the Engine API. By default it runs, with the current specification of its service. */
public final class FakeTask {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private FakeTask(FakeService service, String id) {
        json.put("ID", id);
        json.put("ServiceID", service.id());
        json.put("DesiredState", "running");
        json.set("Spec", service.template().deepCopy());
        json.putObject("Status").put("State", "running");
        at(0);
    }

    /** A replica of a service on a node. */
    public static FakeTask of(FakeService service, int slot, String nodeId) {
        FakeTask task = new FakeTask(service, service.name() + "." + slot + "@" + nodeId);
        task.json.put("Slot", slot).put("NodeID", nodeId);
        return task;
    }

    /** A task of a global service on a node. */
    public static FakeTask on(String nodeId, FakeService service) {
        FakeTask task = new FakeTask(service, service.name() + "@" + nodeId);
        task.json.put("NodeID", nodeId);
        return task;
    }

    /** Sets the id, for several tasks of a service in the same slot or on the same node. */
    public FakeTask id(String id) {
        json.put("ID", id);
        return this;
    }

    /** Sets the state and the same desired state. */
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

    /** Sets the time of creation, in seconds after a fixed time. */
    public FakeTask at(int second) {
        json.put("CreatedAt", START.plusSeconds(second).toString());
        return this;
    }

    private ObjectNode status() {
        return json.withObject("/Status");
    }

    public JsonNode json() {
        return json.deepCopy();
    }
}
