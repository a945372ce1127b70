package dev.swarmlab.failure;

import org.jspecify.annotations.Nullable;

/**
 * What ends a command early, in words for the person who typed it: what happened, why, and what to type next.
 *
 * <p>Everything that swarmlab foresees is thrown as this; any other exception that reaches the command line is a defect
 * of swarmlab's own and is shown as one.
 */
public final class Failure extends RuntimeException {

    private final FailureKind kind;
    private final @Nullable String reason;
    private final @Nullable String advice;

    private Failure(
            FailureKind kind,
            String message,
            @Nullable String reason,
            @Nullable String advice,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
        this.advice = advice;
    }

    /** A failure that says only what happened; add the rest with the methods below. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, null, null, null);
    }

    /** The same failure with its last known reason, usually another program's own words. */
    public Failure because(@Nullable String reason) {
        return new Failure(kind, text(), reason, advice, getCause());
    }

    /** The same failure with what to do about it, a command where there is one. */
    public Failure advise(String advice) {
        return new Failure(kind, text(), reason, advice, getCause());
    }

    /** The same failure, keeping the exception it was made from for the evidence. */
    public Failure causedBy(Throwable cause) {
        return new Failure(kind, text(), reason, advice, cause);
    }

    public FailureKind kind() {
        return kind;
    }

    /** What happened, in one sentence without its reason. */
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

    /** What happened and why, on one line. */
    @Override
    public String getMessage() {
        return reason == null ? text() : text() + ": " + reason;
    }
}
