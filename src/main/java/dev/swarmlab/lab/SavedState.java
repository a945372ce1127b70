package dev.swarmlab.lab;

import java.util.Locale;
import java.util.stream.Stream;

/** What a node or the registry did when a snapshot was saved. */
public enum SavedState {
    /** It ran, and was ready in the swarm. */
    READY,
    /** It ran, and was not ready in the swarm. */
    RUNNING,
    PAUSED,
    STOPPED;

    /** As in the label of a volume. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a label; for another text {@link #RUNNING}. */
    static SavedState of(String word) {
        return Stream.of(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElse(RUNNING);
    }
}
