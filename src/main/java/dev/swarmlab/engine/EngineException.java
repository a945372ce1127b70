package dev.swarmlab.engine;

import dev.swarmlab.readiness.NotAnswering;

/** What a daemon answered when it did not do what it was asked. */
public final class EngineException extends RuntimeException implements NotAnswering {

    /** The status of a connection that broke or never was. */
    public static final int UNREACHABLE = 0;

    /** The status with which a way to the daemon says why it doesn't lead there, as a gateway does (RFC 9110, 15.6.3). */
    public static final int BAD_GATEWAY = 502;

    /** The status of what took longer than it was given. */
    public static final int TOO_LATE = 504;

    private final int status;
    private final boolean silent;

    /**
     * @param status the HTTP status of the answer, {@link #UNREACHABLE} when there was none
     * @param message the daemon's own words
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

    /** Whether what was asked took longer than it was given. */
    public boolean isTooLate() {
        return status == TOO_LATE;
    }

    /** Whether a daemon did not answer in time, as one does that hangs. */
    public boolean isSilent() {
        return silent;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? toString() : message;
    }
}
