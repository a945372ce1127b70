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
 * Pushes one image to a registry. The registry has the last word on the image's digest: the engine asks it for the manifest
 * after the push. What the push itself reports depends on the engine's image store: an {@code aux} object from the classic
 * store, a line of text from the containerd store (moby issue 48331). It must be the same digest.
 *
 * <p>An index of several platforms is pushed whole when the engine has all of them. Often it has one, since a pull fetches
 * only the engine's own platform. The containerd store then pushes that platform's manifest; some versions leave out its tag
 * (moby issue 50194), and versions before 27 refuse. So a push that did not reach the registry is repeated for the engine's
 * own platform, which is that of the nodes too.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">POST /images/NAME/push and GET /distribution/NAME/json</a>
 */
final class ImagePush {

    /** Engines demand the header. The lab's registry asks nobody for a password, so it holds an empty JSON object. */
    private static final Map<String, String> WITHOUT_CREDENTIALS = Map.of("X-Registry-Auth", "e30=");

    private final EngineApi api;
    private final String reference;
    private final Deadline deadline;

    ImagePush(EngineApi api, String reference, Deadline deadline) {
        this.api = api;
        this.reference = reference;
        this.deadline = deadline;
    }

    /**
     * Pushes the image.
     *
     * @return the digest that the registry has under the reference now, as in {@code sha256:…}
     */
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

    /** Pushes whatever the reference names: a manifest, or an index with all its platforms. */
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
     * The query that selects the platform of which the engine has the content, empty when it has none. API versions before
     * 1.46 ignore it.
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
     * What the registry answers for the reference.
     *
     * @param digest empty when it has nothing under that name
     */
    private record InRegistry(String digest, String text) {

        boolean is(String reported) {
            return !digest.isEmpty() && (reported.isEmpty() || reported.equals(digest));
        }
    }

    /** The stream that an engine answers a push with. */
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
