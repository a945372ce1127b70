package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.net.URI;

/**
 * Loads the classes for the first request to an engine in the background, while the command line is parsed. That takes
 * a fifth of a second of processor time. Nothing is sent to any engine.
 */
public final class DockerJavaWarmUp {

    private static final URI NO_SOCKET = URI.create("unix:///dev/null/nowhere");

    private DockerJavaWarmUp() {}

    /** Returns at once. */
    public static void inBackground() {
        Threads.start("swarmlab-warm-up", DockerJavaWarmUp::loadClasses);
    }

    private static void loadClasses() {
        try (EngineApi api = DockerJavaConnector.socket(NO_SOCKET)) {
            api.get("/_ping");
        } catch (EngineException expected) {
            return; // no daemon listens there
        }
    }
}
