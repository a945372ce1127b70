package dev.swarmlab.progress;

/** Shows or keeps what happens. Called from several threads, one call at a time. */
@FunctionalInterface
public interface Listener {

    void on(Event event);
}
