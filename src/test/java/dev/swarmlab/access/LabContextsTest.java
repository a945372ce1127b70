package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.LabContext;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.process.SearchPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a fake docker command that records its arguments. */
class LabContextsTest {

    private static final String ENGINE = "unix:///var/run/docker.sock";
    private static final LabContext WEB = LabContext.ofLab("web", ENGINE);
    private static final NodeEndpoint ENDPOINT =
            new NodeEndpoint(URI.create("tcp://127.0.0.1:20001"), Path.of("/home/me, \"too\""));

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> said = new ArrayList<>();

    private final Path folder;

    LabContextsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path docker = Files.writeString(
                programs.resolve("docker"),
                "#!/bin/sh\nprintf '%s\\n' \"$DOCKER_CONFIG$DOCKER_HOST\" \"$@\" >>" + folder.resolve("calls"));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        environment.put("PATH", programs.toString());
        environment.put("DOCKER_CONFIG", folder.toString());
    }

    @Test
    void a_new_context_is_created() {
        LabContexts.of(environment).put(WEB, ENDPOINT);

        assertThat(calls()).content().isEqualTo("""
                        %s
                        context
                        create
                        swarmlab-web
                        --description
                        swarmlab lab web on unix:///var/run/docker.sock
                        --docker
                        "host=tcp://127.0.0.1:20001","ca=/home/me, ""too""/ca.pem","cert=/home/me, ""too""/cert.pem","key=/home/me, ""too""/key.pem"
                        """.formatted(folder));
    }

    @Test
    void an_existing_context_of_the_lab_is_updated() throws Exception {
        context("swarmlab-web", "swarmlab lab web on unix:///other.sock");

        LabContexts.of(environment).put(WEB, ENDPOINT);

        assertThat(calls()).content().contains("\nupdate\nswarmlab-web\n").doesNotContain("create");
    }

    @Test
    void a_context_that_swarmlab_did_not_create_is_not_changed() throws Exception {
        context("swarmlab-web", "mine");

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENDPOINT))
                .hasMessage("another Docker context has the name swarmlab-web: swarmlab did not create it")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("If you don't need it, remove it: docker context rm swarmlab-web");
        assertThat(calls()).doesNotExist();
    }

    /** The lab web-shop and the node shop of the lab web have the same context name. */
    @Test
    void a_context_of_another_lab_is_not_changed() throws Exception {
        context("swarmlab-web-shop", "swarmlab lab web-shop on " + ENGINE);

        assertThatThrownBy(() -> LabContexts.of(environment).put(LabContext.ofNode("web", "shop", ENGINE), ENDPOINT))
                .hasMessageContaining("it belongs to the lab web-shop")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("If you don't need it, remove it: swarmlab context rm web-shop");
        assertThat(calls()).doesNotExist();
    }

    @Test
    void without_a_docker_command_the_message_says_what_to_do() {
        environment.put("PATH", folder.toString());
        assertThat(SearchPath.of(environment).has("docker"))
                .as("a docker command in the administrator's folders")
                .isFalse();

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENDPOINT))
                .hasMessageContaining("there is no docker command on PATH")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("swarmlab docker -- node ls");
    }

    @Test
    void an_error_of_the_docker_command_is_shown() throws IOException {
        Files.writeString(folder.resolve("bin").resolve("docker"), "#!/bin/sh\necho 'not today' >&2; exit 1");

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENDPOINT))
                .hasMessageContaining("creating the Docker context swarmlab-web failed")
                .hasMessageContaining("not today");
    }

    @Test
    void removing_a_lab_removes_its_contexts_and_no_others() throws Exception {
        context("swarmlab-web", WEB.description());
        context("swarmlab-web-worker01", WEB.description());
        context("swarmlab-shop", "swarmlab lab shop on " + ENGINE);
        context("swarmlab-web-elsewhere", "swarmlab lab web on unix:///other.sock");
        context("swarmlab-web-mine", "mine");
        context("web", WEB.description());
        Files.writeString(folder.resolve("contexts").resolve("meta").resolve("rubbish"), "{");

        artifacts().remove(ENGINE, "web");

        assertThat(Files.readAllLines(calls()))
                .containsExactlyInAnyOrder(
                        folder.toString(), "context", "rm", "--force", "swarmlab-web", "swarmlab-web-worker01");
        assertThat(said).isEmpty();
    }

    @Test
    void a_message_says_that_a_removed_context_was_in_use() throws Exception {
        context("swarmlab-web", WEB.description());
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"swarmlab-web\"}");

        artifacts().remove(ENGINE, "web");
        environment.put("DOCKER_CONTEXT", "swarmlab-web");
        artifacts().removeAll(ENGINE);

        assertThat(said)
                .containsExactly(
                        "the Docker context swarmlab-web was in use; docker uses its default context again",
                        "DOCKER_CONTEXT in this shell still names the removed context swarmlab-web."
                                + " Unset it with: unset DOCKER_CONTEXT");
    }

    /** So {@code down} neither waits for the docker command nor needs it. */
    @Test
    void without_contexts_of_the_lab_docker_is_not_called() throws Exception {
        artifacts().remove(ENGINE, "web");
        context("mine", "mine");
        artifacts().remove(ENGINE, "web");

        assertThat(calls()).doesNotExist();
    }

    private LocalArtifacts artifacts() {
        environment.put("XDG_STATE_HOME", folder.toString());
        return new LocalArtifacts(environment, said::add);
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    private void context(String name, String description) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        Path meta = Files.createDirectories(folder.resolve("contexts")
                .resolve("meta")
                .resolve(HexFormat.of().formatHex(hash)));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\": \"%s\", \"Metadata\": {\"Description\": \"%s\"}}".formatted(name, description));
    }
}
