package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.net.URI;

/**
 * Takes the classes that the first question to an engine needs, which is a fifth of a second's work, while the command
 * line is still being read. Nothing is sent anywhere.
 */
public final class DockerJavaWarmUp {

    private static final URI NOWHERE = URI.create("unix:///dev/null/nowhere");

    private DockerJavaWarmUp() {}

    public static void inBackground() {
        Threads.start("swarmlab-warm-up", DockerJavaWarmUp::ask);
    }

    private static void ask() {
        try (EngineApi nobody = DockerJavaConnector.socket(NOWHERE)) {
            nobody.get("/_ping");
        } catch (EngineException nobodyAnswers) {
            return; // as was to be expected
        }
    }
}
