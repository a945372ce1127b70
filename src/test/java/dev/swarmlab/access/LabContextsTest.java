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

/** With a docker command that only writes down how it was called. */
class LabContextsTest {

    private static final String ENGINE = "unix:///var/run/docker.sock";
    private static final LabContext WEB = LabContext.ofLab("web", ENGINE);
    private static final NodeEndpoint ENTRANCE =
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
    void a_new_one_is_created() {
        LabContexts.of(environment).put(WEB, ENTRANCE);

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
    void one_that_is_there_is_updated() throws Exception {
        context("swarmlab-web", "swarmlab lab web on unix:///other.sock");

        LabContexts.of(environment).put(WEB, ENTRANCE);

        assertThat(calls()).content().contains("\nupdate\nswarmlab-web\n").doesNotContain("create");
    }

    @Test
    void one_of_the_users_own_is_left_alone() throws Exception {
        context("swarmlab-web", "mine");

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENTRANCE))
                .hasMessage("there is another Docker context named swarmlab-web: swarmlab did not make it")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("If you don't need it: docker context rm swarmlab-web");
        assertThat(calls()).doesNotExist();
    }

    /** The lab web-shop, and the node shop of the lab web. */
    @Test
    void one_of_another_lab_is_left_alone() throws Exception {
        context("swarmlab-web-shop", "swarmlab lab web-shop on " + ENGINE);

        assertThatThrownBy(() -> LabContexts.of(environment).put(LabContext.ofNode("web", "shop", ENGINE), ENTRANCE))
                .hasMessageContaining("it is of the lab web-shop")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("If you don't need it: swarmlab context rm --name web-shop");
        assertThat(calls()).doesNotExist();
    }

    @Test
    void without_a_docker_command_the_user_is_told_what_to_do() {
        environment.put("PATH", folder.toString());
        assertThat(SearchPath.of(environment).has("docker"))
                .as("a docker among the administrator's programs")
                .isFalse();

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENTRANCE))
                .hasMessageContaining("there is no docker command on PATH")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("swarmlab docker -- node ls");
    }

    @Test
    void what_docker_says_against_it_is_shown() throws IOException {
        Files.writeString(folder.resolve("bin").resolve("docker"), "#!/bin/sh\necho 'not today' >&2; exit 1");

        assertThatThrownBy(() -> LabContexts.of(environment).put(WEB, ENTRANCE))
                .hasMessageContaining("making the Docker context swarmlab-web failed")
                .hasMessageContaining("not today");
    }

    @Test
    void a_lab_takes_its_contexts_along_and_no_others() throws Exception {
        context("swarmlab-web", WEB.description());
        context("swarmlab-web-worker01", WEB.description());
        context("swarmlab-shop", "swarmlab lab shop on " + ENGINE);
        context("swarmlab-web-elsewhere", "swarmlab lab web on unix:///other.sock");
        context("swarmlab-web-mine", "mine");
        context("web", WEB.description());
        Files.writeString(folder.resolve("contexts").resolve("meta").resolve("rubbish"), "{");

        traces().remove(ENGINE, "web");

        assertThat(Files.readAllLines(calls()))
                .containsExactlyInAnyOrder(
                        folder.toString(), "context", "rm", "--force", "swarmlab-web", "swarmlab-web-worker01");
        assertThat(said).isEmpty();
    }

    @Test
    void the_user_is_told_when_it_was_in_use() throws Exception {
        context("swarmlab-web", WEB.description());
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"swarmlab-web\"}");

        traces().remove(ENGINE, "web");
        environment.put("DOCKER_CONTEXT", "swarmlab-web");
        traces().removeAll(ENGINE);

        assertThat(said)
                .containsExactly(
                        "the Docker context swarmlab-web was in use; docker is back to its default",
                        "docker in this shell still looks for the context swarmlab-web. Undo that with:"
                                + " unset DOCKER_CONTEXT");
    }

    /** {@code down} must not wait for the docker command, nor need it, where there is nothing for it to do. */
    @Test
    void where_there_is_none_docker_is_not_called() throws Exception {
        traces().remove(ENGINE, "web");
        context("mine", "mine");
        traces().remove(ENGINE, "web");

        assertThat(calls()).doesNotExist();
    }

    private LocalArtifacts traces() {
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
