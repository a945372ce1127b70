package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.ListVolumesResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DockerClientConfig;
import dev.swarmlab.engine.DaemonApi;
import dev.swarmlab.engine.EngineException;
import java.net.URI;
import java.util.List;

/**
 * Takes the classes that the first question to an engine needs, which is a quarter of a second's work, while the
 * command line is still being read. Nothing is sent anywhere.
 */
public final class DockerJavaWarmUp {

    private static final URI NOWHERE = URI.create("unix:///dev/null/nowhere");

    private DockerJavaWarmUp() {}

    public static void inBackground() {
        start(DockerJavaWarmUp::questions);
        start(DockerJavaWarmUp::answers);
    }

    private static void questions() {
        try (DaemonApi nobody = DockerJavaConnector.socket(NOWHERE)) {
            nobody.get("/_ping");
        } catch (EngineException nobodyAnswers) {
            return; // as was to be expected
        }
    }

    private static void answers() {
        try {
            ObjectMapper reader = DockerClientConfig.getDefaultObjectMapper();
            reader.readValue("[]", new TypeReference<List<Container>>() {});
            reader.readValue("[]", new TypeReference<List<Network>>() {});
            reader.readValue("{}", ListVolumesResponse.class);
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "swarmlab-warm-up");
        thread.setDaemon(true);
        thread.start();
    }
}
