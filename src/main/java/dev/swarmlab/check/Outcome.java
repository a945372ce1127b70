package dev.swarmlab.check;

/** Whether a check passed. */
public enum Outcome {
    PASSED,
    FAILED,
    /** The kernel lacks a feature that the check needs, so the check was not run. */
    UNAVAILABLE
}
