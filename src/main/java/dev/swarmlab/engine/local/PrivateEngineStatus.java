package dev.swarmlab.engine.local;

import java.time.Instant;

/** How the private engine is. */
public sealed interface PrivateEngineStatus {

    /**
     * It answers.
     *
     * @param pid of the process that ends it and everything in it
     * @param version of Docker
     * @param since when it was started
     */
    record Running(long pid, String version, Instant since) implements PrivateEngineStatus {}

    /**
     * It has been started and doesn't answer: not yet, or not any more.
     *
     * @param reason what asking it gave
     */
    record NotAnswering(long pid, String reason) implements PrivateEngineStatus {}

    /** There is none. */
    record Stopped() implements PrivateEngineStatus {}
}
