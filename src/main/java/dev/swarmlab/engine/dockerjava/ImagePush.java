package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.BoundedFollowing;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Pushes one image to a registry. After the push the engine asks the registry for the manifest, and the digest of that
 * is the result. The push itself reports a digest too: the classic image store in an {@code aux} object, the containerd
 * store in a line of text (moby issue 48331). If it differs, the push has failed.
 *
 * <p>An index of several platforms is pushed whole when the engine has all of them. Often it has only one, since a pull
 * fetches the engine's own platform only. The containerd store then pushes the manifest of that platform; some versions
 * leave out its tag (moby issue 50194), and versions before 27 report an error. So a push that did not reach the
 * registry is repeated for the engine's own platform, which is also the platform of the nodes.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">POST /images/NAME/push and GET
 *     /distribution/NAME/json</a>
 */
final class ImagePush {

    /** Engines require the header. The registry of a lab needs no credentials, so it is an empty JSON object. */
    private static final Map<String, String> WITHOUT_CREDENTIALS = Map.of("X-Registry-Auth", "e30=");

    private final EngineApi api;
    private final String reference;
    private final Deadline deadline;

    ImagePush(EngineApi api, String reference, Deadline deadline) {
        this.api = api;
        this.reference = reference;
        this.deadline = deadline;
    }

    /** Pushes the image, and returns the digest that the registry reports for the reference, as in {@code sha256:…}. */
    String run() {
        String reported = pushAll();
        InRegistry held = inRegistry();
        if (!held.is(reported)) {
            reported = push(ownPlatform());
            held = inRegistry();
        }
        if (!held.is(reported)) {
            throw new EngineException(
                    500,
                    "the engine reported that it pushed " + reference + description(reported) + ", but " + held.text);
        }
        return held.digest;
    }

    private static String description(String reported) {
        return reported.isEmpty() ? "" : " as " + reported;
    }

    /** Pushes the manifest that the reference names, or the index with all its platforms. */
    private String pushAll() {
        try {
            return push("");
        } catch (EngineException exception) {
            if (!KnownMessage.PLATFORM_IS_MISSING.isIn(exception.text())) {
                throw exception;
            }
            return push(ownPlatform());
        }
    }

    /**
     * The query that selects the platform of which the engine has the content; empty when the engine reports no
     * platform. API versions before 1.46 ignore it.
     */
    private String ownPlatform() {
        JsonNode image = api.get("/images/" + reference + "/json");
        if (image.path("Architecture").asText("").isEmpty()) {
            return "";
        }
        ObjectNode platform = JsonNodeFactory.instance.objectNode();
        platform.put("os", image.path("Os").asText());
        platform.put("architecture", image.path("Architecture").asText());
        String variant = image.path("Variant").asText("");
        if (!variant.isEmpty()) {
            platform.put("variant", variant);
        }
        return "&platform=" + encode(platform.toString());
    }

    /** @return the digest that the engine reports, empty when it reports none */
    private String push(String platform) {
        int tag = reference.lastIndexOf(':');
        String path = "/images/" + reference.substring(0, tag) + "/push?tag=" + encode(reference.substring(tag + 1));
        Answer answer = new Answer();
        try {
            BoundedFollowing.post(api, path + platform, WITHOUT_CREDENTIALS, answer::take, deadline);
        } catch (TimeoutException exception) {
            throw Failure.of(
                            FailureKind.TIMED_OUT,
                            "gave up pushing " + reference + " after "
                                    + deadline.given().toSeconds() + " s")
                    .because("the engine's last message: " + (answer.status.isEmpty() ? "none" : answer.status))
                    .causedBy(exception);
        }
        if (!answer.error.isEmpty()) {
            throw new EngineException(500, answer.error);
        }
        return answer.digest;
    }

    private InRegistry inRegistry() {
        try {
            String digest = api.get("/distribution/" + reference + "/json")
                    .path("Descriptor")
                    .path("digest")
                    .asText("");
            return new InRegistry(digest, "the registry has " + (digest.isEmpty() ? "no digest of it" : digest));
        } catch (EngineException exception) {
            if (exception.isUnreachable()) {
                throw exception;
            }
            return new InRegistry("", "the registry does not have it: " + exception.text());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The answer of the registry for the reference.
     *
     * @param digest empty when the registry does not have the reference
     * @param text the answer as the end of a message
     */
    private record InRegistry(String digest, String text) {

        boolean is(String reported) {
            return !digest.isEmpty() && (reported.isEmpty() || reported.equals(digest));
        }
    }

    /** The stream with which an engine answers a push. */
    private static final class Answer {

        private volatile String status = "";
        private volatile String digest = "";
        private volatile String error = "";

        void take(JsonNode line) {
            if (line.has("status")) {
                status = line.path("status").asText();
                KnownMessage.PUSHED.valueIn(status).ifPresent(value -> digest = value);
            }
            if (line.path("aux").has("Digest")) {
                digest = line.path("aux").path("Digest").asText();
            }
            if (line.has("error") || line.has("errorDetail")) {
                error = line.path("errorDetail")
                        .path("message")
                        .asText(line.path("error").asText())
                        .strip();
            }
        }
    }
}
