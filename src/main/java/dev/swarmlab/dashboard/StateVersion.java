package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.view.LabView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The published state of all labs. Immutable, and the same for all viewers.
 *
 * @param number counts the versions from 0
 * @param state the state without the events
 * @param events the latest events of the timeline, oldest first
 * @param changeData the difference to the version before, as the data of a {@code change} event; empty in the first
 */
record StateVersion(long number, JsonNode state, List<TimelineEvent> events, String changeData) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The version of the format that docs/dashboard.md describes. */
    private static final int FORMAT = 1;

    static StateVersion first() {
        return new StateVersion(0, state(Map.of(), ChecksView.NONE), List.of(), "");
    }

    StateVersion next(Map<String, LabView> labs, ChecksView checks, List<TimelineEvent> allEvents) {
        JsonNode next = state(labs, checks);
        long lastKnown = events.isEmpty() ? -1 : events.get(events.size() - 1).number();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("patch", MergePatch.between(state, next));
        data.set(
                "events",
                JSON.valueToTree(allEvents.stream()
                        .filter(event -> event.number() > lastKnown)
                        .toList()));
        return new StateVersion(number + 1, next, List.copyOf(allEvents), data.toString());
    }

    private static JsonNode state(Map<String, LabView> labs, ChecksView checks) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("format", FORMAT);
        state.put("at", Instant.now().toString());
        state.set("labs", JSON.valueToTree(labs));
        state.set("checks", JSON.valueToTree(checks));
        return state;
    }

    /** The state with the events. Its time is now, since pages calculate ages from it. */
    JsonNode fullState() {
        ObjectNode full = state.deepCopy();
        full.put("at", Instant.now().toString());
        full.set("events", JSON.valueToTree(events));
        return full;
    }
}
