package dev.swarmlab.engine;

import dev.swarmlab.readiness.NotAnswering;

/** A daemon answered a request with an error, or did not answer it. */
public final class EngineException extends RuntimeException implements NotAnswering {

    /** The status of a connection that broke or could not be opened. */
    public static final int UNREACHABLE = 0;

    /** The status with which a forwarder reports that it can't reach the daemon (RFC 9110, 15.6.3). */
    public static final int BAD_GATEWAY = 502;

    /** The status of a request that was not finished by its deadline. */
    public static final int TOO_LATE = 504;

    private final int status;
    private final boolean silent;

    /**
     * @param status the HTTP status of the answer, or a constant of this class when there was none
     * @param message the daemon's message
     */
    public EngineException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.silent = false;
    }

    public EngineException(int status, String message) {
        this(status, message, false);
    }

    private EngineException(int status, String message, boolean silent) {
        super(message);
        this.status = status;
        this.silent = silent;
    }

    /** A daemon that did not answer in time. */
    public static EngineException silent(int status, String message) {
        return new EngineException(status, message, true);
    }

    public int status() {
        return status;
    }

    public boolean isNotFound() {
        return status == 404;
    }

    public boolean isConflict() {
        return status == 409;
    }

    public boolean isUnreachable() {
        return status == UNREACHABLE || status == BAD_GATEWAY;
    }

    /** Whether a request was not finished by its deadline. */
    public boolean isTooLate() {
        return status == TOO_LATE;
    }

    /** Whether the daemon did not answer in time; it may hang. */
    public boolean isSilent() {
        return silent;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? toString() : message;
    }
}
