package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An event that a daemon has reported.
 *
 * @param time ISO 8601, in UTC
 * @param type of the object, as in {@code container} or {@code service}
 * @param action as in {@code start}
 * @param name of the object; its id if it has no name
 * @param attributes what the daemon reports besides; for a container also its labels
 */
public record EngineEvent(String time, String type, String action, String name, Map<String, String> attributes) {

    private static final long NANOSECONDS = 1_000_000_000;

    public EngineEvent {
        attributes = new TreeMap<>(attributes);
    }

    /**
     * The last events of a daemon, the oldest first, without those of commands that were executed in containers. A
     * daemon keeps its last 256 events, of all types.
     *
     * @param time how far back
     * @param types of objects
     */
    public static List<EngineEvent> last(EngineApi api, Duration time, List<String> types) {
        Instant now = now(api);
        String filters =
                types.stream().map(type -> '"' + type + '"').collect(Collectors.joining(",", "{\"type\":[", "]}"));
        List<EngineEvent> events = new ArrayList<>();
        api.getAndFollow(
                "/events?since=" + timestamp(now.minus(time)) + "&until=" + timestamp(now) + "&filters="
                        + URLEncoder.encode(filters, StandardCharsets.UTF_8),
                event -> events.add(of(event)));
        events.removeIf(event -> event.action().startsWith("exec_"));
        return List.copyOf(events);
    }

    /** The daemon's own clock: with a later end, the request would wait for it. */
    private static Instant now(EngineApi api) {
        try {
            return OffsetDateTime.parse(api.get("/info").path("SystemTime").asText())
                    .toInstant();
        } catch (DateTimeException notReported) {
            return Instant.now();
        }
    }

    private static String timestamp(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }

    private static EngineEvent of(JsonNode event) {
        JsonNode actor = event.path("Actor");
        Map<String, String> attributes = new TreeMap<>();
        actor.path("Attributes")
                .properties()
                .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
        String name = attributes.getOrDefault("name", "");
        attributes.remove("name");
        long nanoseconds = event.path("timeNano").asLong();
        return new EngineEvent(
                Instant.ofEpochSecond(nanoseconds / NANOSECONDS, nanoseconds % NANOSECONDS)
                        .toString(),
                event.path("Type").asText(),
                event.path("Action").asText(),
                name.isEmpty() ? actor.path("ID").asText() : name,
                attributes);
    }
}
