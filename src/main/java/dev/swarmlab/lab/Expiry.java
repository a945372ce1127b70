package dev.swarmlab.lab;

import dev.swarmlab.engine.Labels;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a lab expires, to the second. An expired lab stays until {@code swarmlab prune} removes it. */
public record Expiry(Instant at) {

    /** The fraction of the second is dropped. */
    public static Expiry at(Instant time) {
        return new Expiry(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Reads the labels of a lab's file volume; empty when the lab does not expire, or when the time can't be read. */
    static Optional<Expiry> of(Map<String, String> labels) {
        return parse(labels.get(Labels.EXPIRES));
    }

    /** @param text as {@link #text} writes it; null for a lab that does not expire */
    public static Optional<Expiry> parse(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(at(Instant.parse(text)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(at);
    }

    /** As in {@code in 1h59m} or {@code expired 5m ago}. */
    public String described(Instant now) {
        return isOver(now)
                ? "expired " + rounded(Duration.between(at, now)) + " ago"
                : "in " + rounded(Duration.between(now, at));
    }

    /** Hours and minutes, or minutes, or seconds: a shorter unit is dropped. */
    private static String rounded(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + "s";
        }
        return (time.toHours() == 0 ? "" : time.toHours() + "h")
                + (time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + "m");
    }

    /** ISO 8601, in UTC. */
    public String text() {
        return at.toString();
    }
}
