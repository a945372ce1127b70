package dev.swarmlab.progress;

/** Shows or records events. It is called from several threads, but never by two at the same time. */
@FunctionalInterface
public interface Listener {

    void on(Event event);
}
