package dev.swarmlab.check;

/** What came of a check. */
public enum Outcome {
    PASSED,
    FAILED,
    /** The kernel lacks what it takes, so nobody knows. */
    UNAVAILABLE
}
