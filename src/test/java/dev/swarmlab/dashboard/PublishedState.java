package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.fake.ToldManager;
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

/** What somebody sees who looks at a board that nobody has started: each look publishes what has changed. */
final class PublishedState {

    private static final Duration TIME = Duration.ofSeconds(30);

    final StatePublisher publisher = new StatePublisher();

    /** Which edition it is; another than before only when something was shown meanwhile. */
    long version() {
        publisher.publish();
        return publisher.version().number();
    }

    JsonNode lab(String name) {
        publisher.publish();
        return publisher.version().state().path("labs").path(name);
    }

    String trouble(String lab) {
        return lab(lab).path("problem").asText("");
    }

    /** The time line, as in {@code bad worker01 is down}. */
    List<String> moments() {
        publisher.publish();
        return publisher.version().events().stream()
                .map(moment -> moment.tone() + " " + moment.subject() + " " + moment.text())
                .toList();
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "not yet");
    }

    static void await(String what, BooleanSupplier condition, Supplier<String> reasonIfNot) {
        Await.until(what, Deadline.in(TIME), () -> Answer.readyIf(condition.getAsBoolean(), reasonIfNot.get()));
    }

    void awaitTrouble(String lab, String trouble) {
        await("trouble", () -> trouble(lab).equals(trouble), () -> lab(lab) + " " + moments());
    }

    /** A state as it was sent, without the time of its sending. */
    static JsonNode timeless(String state) throws IOException {
        return ((ObjectNode) new ObjectMapper().readTree(state)).without("at");
    }

    static LabView picture(String lab, String trouble) {
        return new LabView(lab, trouble, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** A swarm of ready workers, as a manager shows it. */
    static SwarmSnapshot look(String... hostnames) {
        return SwarmSnapshot.through(new ToldManager()
                .nodes(Stream.of(hostnames)
                        .map(name -> "{'ID': 'id-" + name + "', 'Spec': {'Role': 'worker', 'Availability': 'active'},"
                                + " 'Description': {'Hostname': '" + name + "'}, 'Status': {'State': 'ready'}}")
                        .toArray(String[]::new))
                .daemon());
    }
}
