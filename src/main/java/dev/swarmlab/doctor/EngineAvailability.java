package dev.swarmlab.doctor;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;

/** How it stands with the engine that a lab would use. */
public sealed interface EngineAvailability {

    /**
     * It answers.
     *
     * @param source who named it, as in {@code DOCKER_HOST}
     */
    record Answering(Engine engine, String source) implements EngineAvailability {}

    /** None runs, and {@code swarmlab up} would start a private one. */
    record Startable() implements EngineAvailability {}

    /** There is none to be had. */
    record Missing(Failure reason) implements EngineAvailability {}
}
