package dev.swarmlab.cli;

import dev.swarmlab.failure.FailureKind;

/** The exit codes of swarmlab. Scripts rely on these numbers. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    WRONG_INPUT(2),
    NO_ENGINE(3),
    TIMED_OUT(4),
    CHECK_FAILED(5),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case WRONG_INPUT -> WRONG_INPUT;
            case NO_ENGINE -> NO_ENGINE;
            case TIMED_OUT -> TIMED_OUT;
            case CHECK_FAILED -> CHECK_FAILED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
