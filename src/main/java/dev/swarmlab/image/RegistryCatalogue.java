package dev.swarmlab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the images in a lab's registry.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/api/">the registry's HTTP API</a>
 */
public final class RegistryCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int TIMEOUT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(2)).toMillis();

    private RegistryCatalogue() {}

    /**
     * The references of all images, such as {@code swarmlab/echo:latest}; empty when the registry does not answer.
     *
     * @param port the registry's port on the loopback address
     */
    public static List<String> read(int port) {
        try {
            List<String> images = new ArrayList<>();
            for (JsonNode repository : get(port, "/v2/_catalog?n=1000").path("repositories")) {
                for (JsonNode tag :
                        get(port, "/v2/" + repository.asText() + "/tags/list").path("tags")) {
                    images.add(repository.asText() + ":" + tag.asText());
                }
            }
            return images;
        } catch (IOException notAnswering) {
            return List.of();
        }
    }

    private static JsonNode get(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
        connection.setReadTimeout(TIMEOUT_MILLISECONDS);
        try (InputStream body = connection.getInputStream()) {
            return JSON.readTree(body);
        } finally {
            connection.disconnect();
        }
    }
}
