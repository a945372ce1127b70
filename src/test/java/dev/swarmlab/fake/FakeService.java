package dev.swarmlab.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service in the JSON of the Engine API. */
public final class FakeService {

    private final String name;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private FakeService(String name) {
        this.name = name;
        json.put("ID", id());
        specification().put("Name", name);
        image("registry:5000/swarmlab/echo:1@sha256:11");
    }

    public static FakeService replicated(String name, int replicas) {
        FakeService service = new FakeService(name);
        service.mode().putObject("Replicated").put("Replicas", replicas);
        return service;
    }

    public static FakeService global(String name) {
        FakeService service = new FakeService(name);
        service.mode().putObject("Global");
        return service;
    }

    public static FakeService job(String name, int completions) {
        FakeService service = new FakeService(name);
        service.mode().putObject("ReplicatedJob").put("MaxConcurrent", 1).put("TotalCompletions", completions);
        return service;
    }

    public static FakeService globalJob(String name) {
        FakeService service = new FakeService(name);
        service.mode().putObject("GlobalJob");
        return service;
    }

    public FakeService stack(String stack) {
        specification().withObject("/Labels").put("com.docker.stack.namespace", stack);
        return this;
    }

    public FakeService image(String image) {
        template().withObject("/ContainerSpec").put("Image", image);
        return this;
    }

    public FakeService force(int times) {
        template().put("ForceUpdate", times);
        return this;
    }

    public FakeService restart(String condition) {
        template().withObject("/RestartPolicy").put("Condition", condition);
        return this;
    }

    public FakeService attempts(int most) {
        template().withObject("/RestartPolicy").put("MaxAttempts", most);
        return this;
    }

    public FakeService constraint(String constraint) {
        template().withObject("/Placement").withArray("Constraints").add(constraint);
        return this;
    }

    public FakeService iteration(int iteration) {
        json.withObject("/JobStatus").putObject("JobIteration").put("Index", iteration);
        return this;
    }

    public FakeService update(String state, String startedAt, String message) {
        json.putObject("UpdateStatus")
                .put("State", state)
                .put("StartedAt", startedAt)
                .put("Message", message);
        return this;
    }

    public String name() {
        return name;
    }

    String id() {
        return "id-of-" + name;
    }

    private ObjectNode specification() {
        return json.withObject("/Spec");
    }

    private ObjectNode mode() {
        return json.withObject("/Spec/Mode");
    }

    ObjectNode template() {
        return json.withObject("/Spec/TaskTemplate");
    }

    public JsonNode json() {
        return json.deepCopy();
    }
}
