package dev.swarmlab.engine.local;

import java.time.Instant;

/** The status of the private engine. */
public sealed interface PrivateEngineStatus {

    /**
     * It answers.
     *
     * @param pid the id of its main process
     * @param version of Docker
     * @param since when it was started
     */
    record Running(long pid, String version, Instant since) implements PrivateEngineStatus {}

    /**
     * Its process runs but does not answer.
     *
     * @param pid the id of its main process
     * @param reason the error of the last ping
     */
    record NotAnswering(long pid, String reason) implements PrivateEngineStatus {}

    /** It does not run. */
    record Stopped() implements PrivateEngineStatus {}
}
