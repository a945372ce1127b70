package dev.swarmlab.dashboard;

/**
 * Reads the state of one swarm. Thread-safe. Every method may throw an {@link dev.swarmlab.engine.EngineException} or a
 * {@link dev.swarmlab.failure.Failure} when no manager answers.
 */
interface SwarmSource extends AutoCloseable {

    SwarmSnapshot poll();

    /** Calls {@code onEvent} for each event of a manager's daemon; returns when the stream of events ends. */
    void followEvents(Runnable onEvent);

    @Override
    void close();
}
