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
 * Everything that is shown, at one moment. Immutable: all viewers get the same.
 *
 * @param number counts up, one by one
 * @param state what is shown without the moments
 * @param events what happened until now, the oldest first
 * @param change what is new since the edition before, as the data of an event
 */
record StateVersion(long number, JsonNode state, List<TimelineEvent> events, String change) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The version of the format, see docs/dashboard.md. */
    private static final int FORMAT = 1;

    static StateVersion first() {
        return new StateVersion(0, state(Map.of()), List.of(), "");
    }

    StateVersion next(Map<String, LabView> labs, List<TimelineEvent> allEvents) {
        JsonNode next = state(labs);
        long known = events.isEmpty() ? -1 : events.get(events.size() - 1).number();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("patch", MergePatch.between(state, next));
        data.set(
                "events",
                JSON.valueToTree(allEvents.stream()
                        .filter(event -> event.number() > known)
                        .toList()));
        return new StateVersion(number + 1, next, List.copyOf(allEvents), data.toString());
    }

    private static JsonNode state(Map<String, LabView> labs) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("format", FORMAT);
        state.put("at", Instant.now().toString());
        state.set("labs", JSON.valueToTree(labs));
        return state;
    }

    /** The state with the moments. It holds until now, and pages tell the ages of things by that. */
    JsonNode whole() {
        ObjectNode whole = state.deepCopy();
        whole.put("at", Instant.now().toString());
        whole.set("events", JSON.valueToTree(events));
        return whole;
    }
}
