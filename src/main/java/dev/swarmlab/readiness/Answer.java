package dev.swarmlab.readiness;

/** Whether something is ready. */
public sealed interface Answer {

    record Ready() implements Answer {}

    /** Not ready yet, and why. */
    record NotYet(String reason) implements Answer {}

    static Answer ready() {
        return new Ready();
    }

    static Answer notYet(String reason) {
        return new NotYet(reason);
    }

    static Answer readyIf(boolean condition, String reasonIfNot) {
        return condition ? ready() : notYet(reasonIfNot);
    }
}
