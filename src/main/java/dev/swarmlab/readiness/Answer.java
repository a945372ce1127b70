package dev.swarmlab.readiness;

/** What a {@link Probe} found. */
public sealed interface Answer {

    /** It is ready. */
    record Ready() implements Answer {}

    /** It is not ready yet. */
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
