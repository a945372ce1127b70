package dev.swarmlab.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a run of {@code up} does with the expiry of its lab. */
@FunctionalInterface
public interface TimeToLive {

    /** The lab expires as before. */
    TimeToLive UNCHANGED = (current, start) -> current;

    /** The lab never expires. */
    TimeToLive UNLIMITED = (current, start) -> Optional.empty();

    /** The lab expires when this time has passed. */
    static TimeToLive of(Duration time) {
        return (current, start) -> Optional.of(Expiry.at(start.plus(time)));
    }

    /**
     * The expiry of the lab after the run; empty when it does not expire.
     *
     * @param current its expiry before the run
     * @param start of the run
     */
    Optional<Expiry> expiry(Optional<Expiry> current, Instant start);
}
