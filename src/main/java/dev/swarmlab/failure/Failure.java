package dev.swarmlab.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that ends a command, as a message for the user: what happened, why, and what to do.
 *
 * <p>Every error that swarmlab expects is thrown as a failure. Any other exception that reaches the command line is
 * reported as an internal error, a bug in swarmlab. Failures are immutable: the methods that add something return a
 * copy.
 */
public final class Failure extends RuntimeException {

    private final FailureKind kind;
    private final @Nullable String reason;
    private final @Nullable String advice;
    private final List<Place> places;

    private Failure(
            FailureKind kind,
            String message,
            @Nullable String reason,
            @Nullable String advice,
            List<Place> places,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
        this.advice = advice;
        this.places = places;
    }

    /** A failure without a reason and without advice. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, null, null, List.of(), null);
    }

    /** The failure for an exception that nobody expected: a bug in swarmlab. */
    public static Failure internal(Throwable cause) {
        return of(FailureKind.FAILED, "internal error (a bug in swarmlab)")
                .because(cause.toString())
                .causedBy(cause);
    }

    /** The same failure with its reason, usually the error message of another program; null for no reason. */
    public Failure because(@Nullable String reason) {
        return new Failure(kind, text(), reason, advice, places, getCause());
    }

    /** The same failure with what the user can do about it: a command, where there is one. */
    public Failure advise(String advice) {
        return new Failure(kind, text(), reason, advice, places, getCause());
    }

    /** The same failure with the exception that caused it, for the diagnostics. */
    public Failure causedBy(Throwable cause) {
        return new Failure(kind, text(), reason, advice, places, cause);
    }

    /** The same failure with the places of the mistakes that its text tells. */
    public Failure at(List<Place> places) {
        return new Failure(kind, text(), reason, advice, List.copyOf(places), getCause());
    }

    public FailureKind kind() {
        return kind;
    }

    /** What happened, without the reason. */
    public String text() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }

    public @Nullable String reason() {
        return reason;
    }

    public @Nullable String advice() {
        return advice;
    }

    /** The places of the mistakes in files of the user; empty for most failures. */
    public List<Place> places() {
        return places;
    }

    /** What happened and why, on one line. */
    @Override
    public String getMessage() {
        return reason == null ? text() : text() + ": " + reason;
    }
}
