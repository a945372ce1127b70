package dev.swarmlab.failure;

/** The kinds of errors that end a command. The command line has an exit code for each. */
public enum FailureKind {
    /** A step failed. */
    FAILED,
    /** The command line or the lab file is invalid. */
    WRONG_INPUT,
    /** There is no engine on which labs can run, or it does not answer. */
    NO_ENGINE,
    /** Something did not happen before its deadline. */
    TIMED_OUT,
    /** A check of the lab failed. */
    CHECK_FAILED,
    /** The user interrupted the command. */
    INTERRUPTED
}
