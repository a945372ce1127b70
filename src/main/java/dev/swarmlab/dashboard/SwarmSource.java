package dev.swarmlab.dashboard;

/**
 * Somebody who can tell of a swarm. Every method may throw an {@link dev.swarmlab.engine.EngineException} or a {@link
 * dev.swarmlab.failure.Failure}, and may be called again while another call waits for its answer.
 */
interface SwarmSource extends AutoCloseable {

    SwarmSnapshot look();

    /** Says each time that something has happened; returns when no more can be heard. */
    void follow(Runnable something);

    @Override
    void close();
}
