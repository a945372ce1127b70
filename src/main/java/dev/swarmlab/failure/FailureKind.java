package dev.swarmlab.failure;

/** The ways in which a command can end early; the command line gives each its exit code. */
public enum FailureKind {
    /** A step did not work. */
    FAILED,
    /** The command line or the descriptor is wrong. */
    WRONG_INPUT,
    /** No engine that could carry a lab. */
    NO_ENGINE,
    /** Something did not happen before its deadline. */
    TIMED_OUT,
    /** A check of the lab failed. */
    CHECK_FAILED,
    /** The user stopped it. */
    INTERRUPTED
}
