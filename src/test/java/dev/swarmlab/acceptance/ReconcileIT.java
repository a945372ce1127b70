package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.LabInventory;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.RequestLoop;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code up} changes an existing lab to match its file, and changes nothing else: afterwards the lab has what a new lab
 * of the same file has. One lab goes through all changes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconcileIT {

    private static final String LAB = "reconciled";
    private static final String FRESH = "reconciled-fresh";
    private static final String APP = "swarmlab-test-reconciled:1";
    private static final String WORKER = "swarmlab-reconciled-worker01";
    private static final String PORT = "18471";
    private static final String PORT_OF_FRESH = "18472";

    private static final String APP_STACK = """
            services:
              app:
                image: ${REGISTRY}/%s
                ports: [{target: 8080, published: 8000, mode: host}]
                deploy: {mode: global, restart_policy: {delay: 0s}}
            """.formatted(APP);

    private static final String MORE_STACK = """
            services:
              more: {image: "${REGISTRY}/swarmlab/echo:latest", networks: [net]}
            networks: {net: {external: true}}
            """;

    /**
     * A change of the lab file.
     *
     * @param key the key of the lab file that gets another value; {@code content} for another content of the image
     * @param isCompared whether the lab is compared with a new one. Otherwise, a later change does this
     * @param mustAnswer whether the service on worker01 must answer all the time
     * @param notice a part of what {@code up} says
     */
    private record Change(
            String name, String key, String value, boolean isCompared, boolean mustAnswer, String notice) {

        Change compared() {
            return new Change(name, key, value, true, mustAnswer, notice);
        }

        Change answering() {
            return new Change(name, key, value, isCompared, true, notice);
        }

        Change saying(String text) {
            return new Change(name, key, value, isCompared, mustAnswer, text);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;
    private static final Map<String, String> keys = new LinkedHashMap<>();
    private static final Map<String, List<String>> inventories = new ConcurrentHashMap<>();
    private static int contents;

    @BeforeAll
    static void up() throws IOException {
        engine = OuterEngine.open();
        Files.writeString(folder.resolve("app.yml"), APP_STACK);
        Files.writeString(folder.resolve("more.yml"), MORE_STACK);
        keys.put("managers", "1");
        keys.put("workers", "1");
        keys.put("images", echo());
        swarmlab("up", write(LAB)).succeeded(); // builds the echo image
        newContent();
        keys.put("images", "[" + APP + "]");
        keys.put("stacks", "{app: app.yml}");
        swarmlab("down", LAB).succeeded();
        swarmlab("up", write(LAB)).succeeded();
        inventories.put(text(), LabInventory.of(engine, LAB));
    }

    private static String echo() {
        return "[{image: swarmlab/echo:latest, build: %s}]"
                .formatted(SwarmLabProcess.home().resolve("images/echo"));
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        swarmlab("down", FRESH).succeeded();
        engine.client().removeImageCmd(APP).withForce(true).exec();
        engine.close();
    }

    /** Makes an image with another content and the same name: the echo service with another environment. */
    private static void newContent() {
        contents++;
        String container = engine.client()
                .createContainerCmd("swarmlab/echo:latest")
                .exec()
                .getId();
        engine.client()
                .commitCmd(container)
                .withRepository(APP.split(":")[0])
                .withTag(APP.split(":")[1])
                .withEnv("CONTENT=" + contents)
                .exec();
        engine.client().removeContainerCmd(container).exec();
    }

    private static String text() {
        return keys.entrySet().stream()
                        .map(key -> key.getKey() + ": " + key.getValue() + "\n")
                        .collect(Collectors.joining())
                + "# content " + contents + "\n";
    }

    private static String write(String lab) {
        Path file = folder.resolve(lab + ".yml");
        String port = lab.equals(LAB) ? PORT : PORT_OF_FRESH;
        try {
            Files.writeString(file, "name: " + lab + "\n" + text().replace("PORT", port));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return file.toString();
    }

    static Stream<Change> changes() {
        return Stream.of(
                change("add two workers", "workers", "3").compared().answering(),
                change("remove two workers", "workers", "1").compared().answering(),
                change("three managers instead of one", "managers", "3").answering(),
                change("other memory of three managers", "managers", "[{count: 3, memory: 600m}]")
                        .compared()
                        .answering()
                        .saying("manager02 gets a new container and keeps its data: memory none -> 600m"),
                change("one manager instead of three", "managers", "1")
                        .compared()
                        .answering()
                        .saying("manager gets a new container and keeps its data: memory 600m -> none"),
                change("other labels", "workers", "[{count: 1, labels: {zone: b}}]")
                        .answering()
                        .saying("worker01: labels {} -> {zone=b}, as in the lab file"),
                change("a new image", "images", echo().replace("[", "[" + APP + ", "))
                        .compared()
                        .answering(),
                change("new content under an old tag", "content", "new")
                        .compared()
                        .saying("app_app: new content of the image registry:5000/" + APP),
                change("a new network", "networks", "[net]").answering(),
                change("a new stack", "stacks", "{app: app.yml, more: more.yml}")
                        .compared()
                        .answering(),
                change("a stack less", "stacks", "{app: app.yml}").answering(),
                change("another port", "ports", "[\"PORT:80\"]")
                        .answering()
                        .saying("manager gets a new container and keeps its data: ports [] -> [127.0.0.1:" + PORT
                                + ":80]"),
                change("other memory of a worker", "workers", "[{count: 1, memory: 600m}]")
                        .compared()
                        .saying("worker01 is replaced by a new node: memory none -> 600m"));
    }

    private static Change change(String name, String key, String value) {
        return new Change(name, key, value, false, false, "");
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void up_changes_the_lab_to_what_a_new_lab_has(Change change) {
        if (change.key().equals("content")) {
            newContent();
        } else {
            keys.put(change.key(), change.value());
        }
        String file = write(LAB);
        JsonNode preview =
                swarmlab("up", "--dry-run", "-o", "json", file).succeeded().json();
        assertThat(preview.path("changes").isEmpty()
                        && preview.findValuesAsText("action").stream().allMatch("keep"::equals))
                .as("a preview without a change: %s", preview)
                .isFalse();

        // The new lab to compare with comes up at the same time.
        CompletableFuture<List<String>> fresh =
                change.isCompared() ? CompletableFuture.supplyAsync(ReconcileIT::fresh) : null;
        ProcessResult result;
        if (change.mustAnswer()) {
            try (RequestLoop requests = RequestLoop.in(engine, WORKER, "http://127.0.0.1:8000/")) {
                result = swarmlab("up", file).succeeded();
                assertThat(requests.stopped()).isEmpty();
            }
        } else {
            result = swarmlab("up", file).succeeded();
        }

        assertThat(result.out() + result.err()).contains(change.notice());
        if (fresh != null) {
            assertThat(LabInventory.of(engine, LAB)).isEqualTo(fresh.join());
        }
        assertThat(swarmlab("up", "--dry-run", "-o", "json", file).json().path("changes"))
                .isEmpty();
    }

    /** What a new lab of the current lab file has. */
    private static List<String> fresh() {
        String text = text();
        if (!inventories.containsKey(text)) {
            try {
                swarmlab("up", write(FRESH)).succeeded();
                inventories.put(
                        text,
                        LabInventory.of(engine, FRESH).stream()
                                .map(line -> line.replace(PORT_OF_FRESH, PORT))
                                .toList());
            } finally {
                swarmlab("down", FRESH).succeeded();
            }
        }
        return inventories.get(text);
    }

    @Order(2)
    @Test
    void services_that_were_changed_by_hand_are_reported_and_set_to_their_file() {
        engine.execute(
                "swarmlab-reconciled-manager", "docker", "service", "update", "--detach", "--env-add=A=b", "app_app");

        ProcessResult result = swarmlab("up", write(LAB)).succeeded();

        assertThat(result.err())
                .contains(
                        "services of the stack app were changed since up deployed it, and are set to its file",
                        "app_app: Env, as in the file of the stack app");
        assertThat(LabInventory.of(engine, LAB)).isEqualTo(inventories.get(text()));
    }

    @Order(3)
    @Test
    void stopped_nodes_and_a_stopped_registry_are_started_again() {
        List<String> before = engine.containerIds(LAB);
        for (String name : List.of("manager", "worker01", "registry")) {
            engine.client().killContainerCmd("swarmlab-reconciled-" + name).exec();
        }

        ProcessResult result = swarmlab("up", write(LAB)).succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(result.out()).containsPattern("worker01 +worker +ready");
        assertThat(LabInventory.of(engine, LAB)).isEqualTo(inventories.get(text()));
    }
}
