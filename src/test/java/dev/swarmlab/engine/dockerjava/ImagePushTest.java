package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImagePushTest {

    private static final String REFERENCE = "localhost:5000/my/app:1";
    private static final String INDEX = "sha256:" + "1".repeat(64);
    private static final String MANIFEST = "sha256:" + "2".repeat(64);
    private static final String PUSHED_INDEX = "{\"status\": \"1: digest: " + INDEX + " size: 517\"}";
    private static final String PUSHED_MANIFEST = "{\"status\": \"1: digest: " + MANIFEST + " size: 415\"}";

    private final Daemon daemon = new Daemon();

    private String push() {
        return new ImagePush(daemon, REFERENCE, Deadline.in(Duration.ofSeconds(20))).run();
    }

    @Test
    void the_classic_store_reports_the_digest_in_an_object() {
        daemon.pushes("{\"status\": \"Pushed\"}\n{\"aux\": {\"Tag\": \"1\", \"Digest\": \"" + INDEX + "\"}}", INDEX);

        assertThat(push()).isEqualTo(INDEX);
        assertThat(daemon.asked)
                .containsExactly("POST /images/localhost:5000/my/app/push?tag=1", "GET /distribution/" + REFERENCE);
    }

    @Test
    void the_containerd_store_reports_the_digest_in_a_line_of_text() {
        daemon.pushes(PUSHED_INDEX, INDEX);

        assertThat(push()).isEqualTo(INDEX);
        assertThat(daemon.asked).hasSize(2);
    }

    @Test
    void the_registry_reports_the_digest_when_the_engine_reports_none() {
        daemon.pushes("{\"status\": \"Pushed\"}", INDEX);

        assertThat(push()).isEqualTo(INDEX);
    }

    @Test
    void the_engines_own_platform_is_pushed_when_the_registry_lacks_the_tag() {
        daemon.pushes(PUSHED_MANIFEST, "").pushes(PUSHED_MANIFEST, MANIFEST);

        assertThat(push()).isEqualTo(MANIFEST);
        assertThat(daemon.asked)
                .contains("POST /images/localhost:5000/my/app/push?tag=1&platform="
                        + "{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}");
    }

    @Test
    void the_engines_own_platform_is_pushed_when_the_registry_still_has_an_older_image() {
        daemon.pushes(PUSHED_MANIFEST, INDEX).pushes(PUSHED_MANIFEST, MANIFEST);

        assertThat(push()).isEqualTo(MANIFEST);
    }

    @Test
    void the_engines_own_platform_is_pushed_when_the_content_of_others_is_missing() {
        daemon.pushes(error("missing content: content digest " + INDEX + ": not found"), "")
                .pushes(PUSHED_MANIFEST, MANIFEST);

        assertThat(push()).isEqualTo(MANIFEST);
    }

    @Test
    void the_error_of_an_engine_that_can_not_push_one_platform_is_shown() {
        daemon.pushes(error("missing content: content digest " + INDEX + ": not found"), "")
                .pushes(error("missing content: content digest " + INDEX + ": not found"), "");

        assertThatThrownBy(this::push)
                .isInstanceOf(EngineException.class)
                .hasMessage("missing content: content digest " + INDEX + ": not found");
    }

    @Test
    void an_image_that_never_reaches_the_registry_is_an_error() {
        daemon.pushes(PUSHED_MANIFEST, "").pushes(PUSHED_MANIFEST, "");

        assertThatThrownBy(this::push)
                .hasMessage("the engine reported that it pushed " + REFERENCE + " as " + MANIFEST
                        + ", but the registry does not have it: manifest unknown");
    }

    @Test
    void another_image_in_the_registry_than_the_engine_reports_is_an_error() {
        daemon.pushes(PUSHED_MANIFEST, INDEX).pushes(PUSHED_MANIFEST, INDEX);

        assertThatThrownBy(this::push)
                .hasMessage("the engine reported that it pushed " + REFERENCE + " as " + MANIFEST
                        + ", but the registry has " + INDEX);
    }

    @Test
    void any_other_error_ends_the_push() {
        daemon.pushes(error("no space left on device"), "");

        assertThatThrownBy(this::push).isInstanceOf(EngineException.class).hasMessage("no space left on device");
        assertThat(daemon.asked).hasSize(1);
    }

    @Test
    void a_push_that_does_not_end_fails_at_the_deadline() {
        daemon.pushes("{\"status\": \"Preparing\"}\n{\"stall\": true}", "");

        try {
            assertThatThrownBy(() -> new ImagePush(daemon, REFERENCE, Deadline.in(Duration.ofSeconds(1))).run())
                    .hasMessage("gave up pushing " + REFERENCE + " after 1 s: the engine's last message: Preparing")
                    .extracting(failure -> ((Failure) failure).kind())
                    .isEqualTo(FailureKind.TIMED_OUT);
        } finally {
            daemon.released.countDown();
        }
    }

    private static String error(String message) {
        return "{\"errorDetail\": {\"message\": \"" + message + "\"}, \"error\": \"" + message + "\"}";
    }

    /** An engine whose pushes report what a test sets, and put into the registry what a test sets. */
    private static final class Daemon implements EngineApi {

        private record Push(String stream, String inRegistry) {}

        private static final ObjectMapper JSON = new ObjectMapper();

        final List<String> asked = new ArrayList<>();
        final CountDownLatch released = new CountDownLatch(1);
        private final Deque<Push> pushes = new ArrayDeque<>();
        private String inRegistry = "";

        Daemon pushes(String stream, String digestInRegistry) {
            pushes.add(new Push(stream, digestInRegistry));
            return this;
        }

        @Override
        public JsonNode get(String path) {
            if (path.startsWith("/distribution/")) {
                asked.add("GET " + path.substring(0, path.length() - "/json".length()));
                if (inRegistry.isEmpty()) {
                    throw new EngineException(404, "manifest unknown");
                }
                return json("{\"Descriptor\": {\"digest\": \"" + inRegistry + "\"}}");
            }
            return json("{\"Os\": \"linux\", \"Architecture\": \"arm64\", \"Variant\": \"v8\"}");
        }

        @Override
        public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
            asked.add("POST " + URLDecoder.decode(path, StandardCharsets.UTF_8));
            assertThat(headers).containsKey("X-Registry-Auth");
            Push push = pushes.remove();
            inRegistry = push.inRegistry;
            push.stream.lines().map(Daemon::json).forEach(each -> {
                if (each.has("stall")) {
                    stall();
                }
                line.accept(each);
            });
        }

        private void stall() {
            try {
                released.await();
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
            }
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException exception) {
                throw new UncheckedIOException(exception);
            }
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void getAndFollow(String path, Consumer<JsonNode> line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
