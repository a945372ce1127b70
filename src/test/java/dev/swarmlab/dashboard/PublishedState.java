package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.fake.ScriptedManager;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.view.LabView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the state of a publisher that is not started: each read publishes the changes first. */
final class PublishedState {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final StatePublisher publisher = new StatePublisher();

    /** The number of the version. It grows only when something changed. */
    long version() {
        publisher.publish();
        return publisher.version().number();
    }

    JsonNode lab(String name) {
        publisher.publish();
        return publisher.version().state().path("labs").path(name);
    }

    String problem(String lab) {
        return lab(lab).path("problem").asText("");
    }

    /** The timeline's events, for example {@code bad worker01 is down}. */
    List<String> events() {
        publisher.publish();
        return publisher.version().events().stream()
                .map(event -> event.tone() + " " + event.subject() + " " + event.text())
                .toList();
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "not yet");
    }

    static void await(String what, BooleanSupplier condition, Supplier<String> reasonIfNot) {
        Await.until(what, Deadline.in(TIMEOUT), () -> Answer.readyIf(condition.getAsBoolean(), reasonIfNot.get()));
    }

    void awaitProblem(String lab, String problem) {
        await("the problem", () -> problem(lab).equals(problem), () -> lab(lab) + " " + events());
    }

    /** A state without its time. */
    static JsonNode withoutTime(String state) throws IOException {
        return ((ObjectNode) new ObjectMapper().readTree(state)).without("at");
    }

    static LabView emptyLab(String lab, String problem) {
        return new LabView(lab, problem, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** A swarm of ready workers. */
    static SwarmSnapshot snapshot(String... hostnames) {
        return SwarmSnapshot.of(new ScriptedManager()
                .nodes(Stream.of(hostnames)
                        .map(name -> "{'ID': 'id-" + name + "', 'Spec': {'Role': 'worker', 'Availability': 'active'},"
                                + " 'Description': {'Hostname': '" + name + "'}, 'Status': {'State': 'ready'}}")
                        .toArray(String[]::new))
                .daemon());
    }
}
