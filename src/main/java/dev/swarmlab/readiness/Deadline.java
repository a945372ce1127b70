package dev.swarmlab.readiness;

import java.time.Duration;

/**
 * The moment after which waiting is pointless. One deadline is handed down through everything that a command does, so
 * that the user's {@code --timeout} bounds the whole and not each part.
 */
public final class Deadline {

    private final long atNanos;
    private final Duration given;

    private Deadline(Duration given) {
        this.given = given;
        this.atNanos = System.nanoTime() + given.toNanos();
    }

    /** That time from now, times the factor of {@link Patience}. */
    public static Deadline in(Duration duration) {
        return new Deadline(Patience.scaled(duration));
    }

    /** The earlier of this deadline and one that lies the given time ahead. */
    public Deadline atMost(Duration duration) {
        return left().compareTo(Patience.scaled(duration)) <= 0 ? this : in(duration);
    }

    public boolean isPast() {
        return System.nanoTime() - atNanos >= 0;
    }

    /** The time left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** The time that was given at the start, for messages. */
    public Duration given() {
        return given;
    }
}
