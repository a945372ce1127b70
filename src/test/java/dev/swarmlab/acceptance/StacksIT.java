package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.ContainerPort;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks that work and stacks that fail, in one lab. */
class StacksIT {

    private static final String LAB = "stacks-it";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static Path folder;
    private static OuterEngine engine;

    @BeforeAll
    static void up(@TempDir Path shared) throws IOException {
        folder = shared;
        engine = OuterEngine.open();
        lab("{}");
        swarmlab("up", labFile()).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    private static String labFile() {
        return folder.resolve("lab.yml").toString();
    }

    /** Writes the lab file with these stacks. */
    private static void lab(String stacks) throws IOException {
        Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                workers: 1
                images: [{image: swarmlab/echo:latest, build: %s}]
                networks: [{name: secure, encrypted: true, subnet: 10.9.0.0/24}]
                stacks: %s
                """.formatted(
                        LAB, SwarmLabProcess.home().resolve("images/echo"), stacks));
    }

    /** Writes the lab file without stacks and with one more image. */
    private static void labWithImage(String image) throws IOException {
        lab("{}");
        Path file = folder.resolve("lab.yml");
        Files.writeString(file, Files.readString(file).replace("images: [", "images: ['" + image + "', "));
    }

    private static void stack(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name), yaml);
    }

    private static String inManager(String command) {
        return engine.execute("swarmlab-" + LAB + "-manager", "sh", "-c", command);
    }

    static Stream<Arguments> a_stack_that_can_not_work_is_an_error_and_is_removed() {
        return Stream.of(
                Arguments.of(
                        "an image that does not exist",
                        "services: {web: {image: \"${REGISTRY}/no/such:1\", deploy: {restart_policy: {delay: 0s}}}}",
                        1,
                        "No such image: registry:5000/no/such:1"),
                Arguments.of("a health check that fails", """
                        services:
                          web:
                            image: ${REGISTRY}/swarmlab/echo:latest
                            healthcheck: {test: echo not well; exit 1, interval: 200ms, retries: 1}
                            deploy: {restart_policy: {delay: 0s}}
                        """, 1, "its health check ended with 1: not well"),
                Arguments.of(
                        "a constraint that no node meets",
                        """
                        services:
                          web:
                            image: ${REGISTRY}/swarmlab/echo:latest
                            deploy: {placement: {constraints: [node.labels.disk==ssd]}}
                        """,
                        1,
                        "no node can run broken_web: no suitable node (scheduling constraints not satisfied on 2 nodes);"
                                + " its constraints are node.labels.disk==ssd"),
                Arguments.of("a command that fails and is not restarted", """
                        services:
                          web:
                            image: ${REGISTRY}/swarmlab/echo:latest
                            command: [sh, -c, "echo no database; exit 3"]
                            deploy: {restart_policy: {condition: none}}
                        """, 1, "task: non-zero exit (3)"),
                Arguments.of("an error that only docker finds", """
                        services:
                          web: {image: "${REGISTRY}/swarmlab/echo:latest", deploy: {mode: everywhere}}
                        """, 1, "docker can't deploy the stack broken"),
                Arguments.of("invalid YAML", "services:\n  web: {image: a\n  other: b\n", 2, "broken.yml:"),
                Arguments.of("a misspelled key", "services: {web: {imgae: a}}\n", 2, "did you mean `image`?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_stack_that_can_not_work_is_an_error_and_is_removed(String what, String yaml, int exitCode, String reason)
            throws IOException {
        stack("broken.yml", yaml);
        lab("{broken: broken.yml}");

        ProcessResult up = SwarmLabProcess.of("up", labFile()).run(PATIENCE).endedWith(exitCode);

        assertThat(up.err()).contains(reason);
        assertThat(inManager("docker service ls --quiet"))
                .as("services of the failed stack")
                .isEmpty();
        assertThat(inManager("ls -d /var/lib/swarmlab-stack-* 2>/dev/null || true"))
                .isEmpty();
    }

    @Test
    void the_error_names_the_failed_task_with_its_node_its_image_and_its_output() throws IOException {
        stack("broken.yml", """
                services:
                  web:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    command: [sh, -c, "echo no database; exit 3"]
                    deploy:
                      restart_policy: {condition: none}
                      placement: {constraints: [node.role==worker]}
                """);
        lab("{broken: broken.yml}");

        assertThat(swarmlab("up", labFile()).endedWith(1).err())
                .contains(
                        "broken_web.1 on worker01 ended",
                        "(image registry:5000/swarmlab/echo:latest)",
                        "from its log: no database");
    }

    @Test
    void a_timeout_shows_the_last_reason() throws IOException {
        stack("slow.yml", """
                services:
                  web:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    healthcheck: {test: echo still asleep; exit 1, interval: 1s, retries: 1000}
                """);
        lab("{slow: slow.yml}");

        ProcessResult up = SwarmLabProcess.of("up", "--timeout", "30s", labFile())
                .with("SWARMLAB_PATIENCE", "0.5")
                .run(PATIENCE)
                .endedWith(4);

        assertThat(up.err()).contains("gave up waiting for the stack slow after 15 s", "slow_web.1 on", "still asleep");
    }

    @Test
    void a_job_that_has_completed_is_deployed() throws IOException {
        stack("job.yml", """
                services:
                  job:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    command: ["true"]
                    deploy: {mode: replicated-job, replicas: 2}
                  once:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    command: ["true"]
                    deploy: {restart_policy: {condition: none}}
                """);
        lab("{job: job.yml}");

        assertThat(swarmlab("up", labFile()).succeeded().err()).contains("job: 2 services, 3 tasks");

        lab("{}");
        assertThat(swarmlab("up", labFile()).succeeded().err()).contains("removed the stack job");
        assertThat(inManager("docker service ls --quiet")).isEmpty();
    }

    @Test
    void files_and_variables_of_a_stack_are_used_and_leave_no_files_on_the_manager() throws IOException {
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/secret.txt"), "geheim");
        Files.writeString(folder.resolve("web.env"), "FROM_FILE=yes\n");
        stack("files.yml", """
                services:
                  web:
                    image: ${REGISTRY}/swarmlab/echo:latest
                    secrets: [word]
                    env_file: web.env
                    environment: {GREETING: "${GREETING:?say hello}"}
                    networks: [secure]
                    deploy: {endpoint_mode: "${ENDPOINT_MODE}", placement: {constraints: [node.role==manager]}}
                secrets: {word: {file: ./files/secret.txt}}
                networks: {secure: {external: true}}
                """);
        lab("{files: files.yml}");
        String greeting = "it's $5 \"now\"";

        ProcessResult up = SwarmLabProcess.of("up", labFile())
                .with("GREETING", greeting)
                .run()
                .succeeded();

        String task = inManager("docker ps --quiet --filter name=files_web").strip();
        assertThat(inManager("docker exec " + task + " cat /run/secrets/word")).isEqualTo("geheim");
        assertThat(inManager("docker exec " + task + " env")).contains("GREETING=" + greeting, "FROM_FILE=yes");
        assertThat(inManager("ls -d /var/lib/swarmlab-stack-* 2>/dev/null || true"))
                .isEmpty();
        assertThat(up.err()).doesNotContain(greeting);
        assertThat(swarmlab("up", labFile()).endedWith(2).err()).contains("files.yml:6:", "say hello");

        lab("{}");
        swarmlab("up", labFile()).succeeded();
    }

    @Test
    void stack_commands_deploy_list_and_remove_a_stack_that_up_does_not_change() throws IOException {
        stack("by-hand.yml", "services: {web: {image: \"${REGISTRY}/swarmlab/echo:latest\"}}\n");
        lab("{}");

        swarmlab(
                        "stack",
                        "deploy",
                        "--name",
                        LAB,
                        "hand",
                        folder.resolve("by-hand.yml").toString())
                .succeeded();
        swarmlab("up", labFile()).succeeded();

        assertThat(swarmlab("stack", "ls", "--name", LAB, "-o", "json")
                        .succeeded()
                        .json()
                        .get(0)
                        .path("service")
                        .asText())
                .isEqualTo("hand_web");
        swarmlab("stack", "rm", "--name", LAB, "hand").succeeded();
        assertThat(inManager("docker service ls --quiet")).isEmpty();
    }

    private static String options(String network) {
        return inManager("docker network inspect " + network + " --format '{{json .Options}}'");
    }

    @Test
    void a_network_matches_the_file_and_a_different_one_is_created_again() throws IOException {
        assertThat(inManager("docker network inspect secure --format"
                        + " '{{.Attachable}} {{index .Options \"encrypted\"}}-{{(index .IPAM.Config 0).Subnet}}'"))
                .isEqualToIgnoringNewLines("true -10.9.0.0/24");
        lab("{}");
        Path other = folder.resolve("other.yml");
        Files.writeString(
                other, Files.readString(folder.resolve("lab.yml")).replace("encrypted: true", "encrypted: false"));

        assertThat(swarmlab("up", "--adopt", other.toString()).succeeded().err())
                .contains("the network secure is created again: encrypted true -> false");
        assertThat(options("secure")).doesNotContain("encrypted");

        swarmlab("up", "--adopt", labFile()).succeeded();
        assertThat(options("secure")).contains("encrypted");
    }

    @Test
    void an_image_without_a_tag_is_latest_and_one_with_a_digest_has_that_digest() throws Exception {
        String registry = registryAddress();
        for (String tag : List.of("latest", "other")) {
            engine.client()
                    .tagImageCmd("swarmlab/echo:latest", registry + "/tags", tag)
                    .exec();
            engine.client().pushImageCmd(registry + "/tags:" + tag).start().awaitCompletion(1, TimeUnit.MINUTES);
            engine.client().removeImageCmd(registry + "/tags:" + tag).exec();
        }

        labWithImage(registry + "/tags");
        swarmlab("up", labFile()).succeeded();

        assertThat(tagsOnTheEngine(registry + "/tags")).containsExactly(registry + "/tags:latest");
        String digest = inManager("docker image inspect registry:5000/tags:latest --format '{{index .RepoDigests 0}}'")
                .strip()
                .replaceFirst(".*@", "");
        engine.client().removeImageCmd(registry + "/tags:latest").exec();

        labWithImage(registry + "/tags@" + digest);
        swarmlab("up", labFile()).succeeded();

        assertThat(inManager("docker image inspect registry:5000/tags:latest --format '{{.RepoDigests}}'"))
                .contains("registry:5000/tags@" + digest);
        lab("{}");
        swarmlab("up", labFile()).succeeded();
    }

    private static String registryAddress() {
        return "localhost:"
                + engine.containers(LAB).stream()
                        .filter(container -> container.getNames()[0].equals("/swarmlab-" + LAB + "-registry"))
                        .flatMap(container -> Stream.of(container.getPorts()))
                        .map(ContainerPort::getPublicPort)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> tagsOnTheEngine(String repository) {
        return engine.client().listImagesCmd().exec().stream()
                .flatMap(image -> Stream.ofNullable(image.getRepoTags()).flatMap(Stream::of))
                .filter(tag -> tag.startsWith(repository + ":"))
                .toList();
    }
}
