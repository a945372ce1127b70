package dev.swarmlab.readiness;

import java.time.Duration;

/**
 * The time at which a wait gives up. All steps of a command share one deadline, so that the user's {@code --timeout}
 * limits the command as a whole, and not each of its steps.
 */
public final class Deadline {

    private final long atNanos;
    private final Duration given;

    private Deadline(Duration given) {
        this.given = given;
        this.atNanos = System.nanoTime() + given.toNanos();
    }

    /** A deadline after this time from now, multiplied by the factor of {@link Patience}. */
    public static Deadline in(Duration duration) {
        return new Deadline(Patience.scaled(duration));
    }

    /** The earlier of this deadline and {@link #in} the given time. */
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

    /** The time from the start to the deadline, for messages. */
    public Duration given() {
        return given;
    }
}
