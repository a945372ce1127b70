package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineLocatorTest {

    @Test
    void the_default_socket_counts_when_no_engine_is_selected(@TempDir Path docker) {
        EngineLocator locator = locator(docker, Map.of("DOCKER_HOST", " ", "DOCKER_CONTEXT", ""));

        assertThat(locator.named()).isEmpty();
        assertThat(locator.standard().host()).hasToString("unix:///var/run/docker.sock");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/user/1000/docker.sock, unix:///run/user/1000/docker.sock",
        "/var/run/other.sock, unix:///var/run/other.sock",
        "tcp://192.0.2.7:2376, tcp://192.0.2.7:2376",
        "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "ssh://me@host:2222, ssh://me@host:2222",
        "ssh://host/run/user/1000/docker.sock, ssh://host/run/user/1000/docker.sock",
        "ssh://me@build_box:2222, ssh://me@build_box:2222",
        "ssh://build_box/run/docker.sock, ssh://build_box/run/docker.sock",
        "ssh://me@[::1]:2222, ssh://me@[::1]:2222"
    })
    void docker_host_selects_the_engine(String value, String address, @TempDir Path docker) {
        assertThat(locator(docker, Map.of("DOCKER_HOST", value)).named()).hasValueSatisfying(endpoint -> {
            assertThat(endpoint.host()).hasToString(address);
            assertThat(endpoint.source()).isEqualTo("DOCKER_HOST");
            assertThat(endpoint.certificates()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://me@build_box:2222, me, build_box, 2222, ''",
        "ssh://build_box/run/docker.sock, , build_box, 0, /run/docker.sock",
        "ssh://me%40corp@host, me@corp, host, 0, ''",
        "ssh://me@[::1]:2222/, me, ::1, 2222, ''"
    })
    void an_address_behind_ssh_has_parts(
            String value, @Nullable String user, String host, int port, String path, @TempDir Path docker) {
        assertThat(locator(docker, Map.of("DOCKER_HOST", value)).named())
                .map(endpoint -> SshAddress.of(endpoint.host()))
                .contains(new SshAddress(user, host, port, path));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, true", "true, false"})
    void certificates_are_where_docker_looks_for_them(
            boolean verify, boolean named, @TempDir Path docker, @TempDir Path elsewhere) throws IOException {
        certificates(named ? elsewhere : docker);
        Map<String, String> variables = new HashMap<>(Map.of("DOCKER_HOST", "tcp://192.0.2.7:2376"));
        if (verify) {
            variables.put("DOCKER_TLS_VERIFY", "1");
        }
        if (named) {
            variables.put("DOCKER_CERT_PATH", elsewhere.toString());
        }

        assertThat(locator(docker, variables).named())
                .map(EngineEndpoint::certificates)
                .contains(named ? elsewhere : docker);
    }

    @ParameterizedTest
    @CsvSource({"unix:///run/docker.sock", "ssh://me@host"})
    void certificates_are_ignored_for_an_engine_that_is_not_on_tcp(String address, @TempDir Path docker) {
        Map<String, String> variables = Map.of("DOCKER_HOST", address, "DOCKER_TLS_VERIFY", "1");

        assertThat(locator(docker, variables).named())
                .hasValueSatisfying(
                        endpoint -> assertThat(endpoint.certificates()).isNull());
    }

    /** docker-java ignores such a folder, and would connect without the certificates. */
    @ParameterizedTest
    @CsvSource({
        "ca.pem, no cert.pem and no key.pem",
        "ca.pem cert.pem, no key.pem",
        "cert.pem key.pem, no ca.pem",
        "readme, no ca.pem and no cert.pem and no key.pem"
    })
    void a_certificate_that_is_missing_is_named(String files, String missing, @TempDir Path docker) throws IOException {
        for (String file : files.split(" ", -1)) {
            Files.createFile(docker.resolve(file));
        }
        Map<String, String> variables = Map.of(
                "DOCKER_HOST", "tcp://192.0.2.7:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", docker.toString());

        assertThatThrownBy(() -> locator(docker, variables).named())
                .hasMessage("the TLS certificates for tcp://192.0.2.7:2376 (DOCKER_HOST) are incomplete: " + docker
                        + " has " + missing)
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.NO_ENGINE);
    }

    @Test
    void a_folder_without_certificates_alone_does_not_ask_for_tls(@TempDir Path docker) {
        Map<String, String> variables =
                Map.of("DOCKER_HOST", "tcp://192.0.2.7:2375", "DOCKER_CERT_PATH", docker.toString());

        assertThat(locator(docker, variables).named())
                .hasValueSatisfying(
                        endpoint -> assertThat(endpoint.certificates()).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://me:secret@host, is not an engine's address",
        "ssh://-oProxyCommand=x@host, is not an engine's address",
        "ssh://me@-oProxyCommand=x, is not an engine's address",
        "ssh://, is not an engine's address",
        "ssh://me@, is not an engine's address",
        "ssh://host:99999, is not an engine's address",
        "ssh://host:port, is not an engine's address",
        "ssh://host?query, is not an engine's address",
        "http://host:2375, is not an engine's address",
        "docker.sock, is not an engine's address",
        "tcp://a b, is not an engine's address"
    })
    void an_address_that_is_not_valid_is_refused(String value, String message, @TempDir Path docker) {
        EngineLocator locator = locator(docker, Map.of("DOCKER_HOST", value));

        assertThatThrownBy(locator::named)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("DOCKER_HOST " + message)
                .hasMessageContaining(value)
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.NO_ENGINE);
    }

    @Test
    void a_context_selects_the_engine(@TempDir Path docker) throws Exception {
        context(docker, "far", "tcp://192.0.2.8:2376");

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far")).named())
                .contains(new EngineEndpoint(URI.create("tcp://192.0.2.8:2376"), null, "Docker context far"));
    }

    @Test
    void a_contexts_certificates_are_its_own(@TempDir Path docker) throws Exception {
        context(docker, "far", "tcp://192.0.2.8:2376");
        Path tls = tls(docker, "far");
        certificates(tls);

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far")).named())
                .map(EngineEndpoint::certificates)
                .contains(tls);
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far", "DOCKER_HOST", "tcp://192.0.2.9:1"))
                        .named())
                .hasValueSatisfying(
                        endpoint -> assertThat(endpoint.certificates()).isNull());
    }

    @Test
    void a_context_without_a_key_is_refused_with_advice(@TempDir Path docker) throws Exception {
        context(docker, "far", "tcp://192.0.2.8:2376");
        Path tls = tls(docker, "far");
        certificates(tls);
        Files.delete(tls.resolve("key.pem"));

        assertThatThrownBy(
                        () -> locator(docker, Map.of("DOCKER_CONTEXT", "far")).named())
                .hasMessage("the TLS certificates for tcp://192.0.2.8:2376 (Docker context far) are incomplete: " + tls
                        + " has no key.pem")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("docker context update far --docker host=tcp://192.0.2.8:2376,ca=");
    }

    @Test
    void the_current_context_selects_the_engine_unless_the_environment_does(@TempDir Path docker) throws Exception {
        context(docker, "used", "unix:///used.sock");
        context(docker, "said", "unix:///said.sock");
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\": \"used\"}");

        assertThat(locator(docker, Map.of()).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/used.sock");
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "said")).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/said.sock");
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "default")).named()).isEmpty();
    }

    /** The docker CLI refuses it too; docker-java would use the default socket without a message. */
    @Test
    void a_context_that_does_not_exist_is_refused(@TempDir Path docker) {
        EngineLocator locator = locator(docker, Map.of("DOCKER_CONTEXT", "nowhere"));

        assertThatThrownBy(locator::named)
                .hasMessage("there is no Docker context named nowhere")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("List the contexts with: docker context ls");
    }

    @Test
    void a_configuration_that_is_not_valid_is_named(@TempDir Path docker) throws IOException {
        Files.writeString(docker.resolve("config.json"), "{");

        assertThatThrownBy(() -> locator(docker, Map.of()).named())
                .hasMessageStartingWith("can't read " + docker.resolve("config.json"));
    }

    /** Otherwise each command after {@code eval "$(swarmlab env)"} would search for labs inside of the lab. */
    @Test
    void a_node_that_docker_host_was_pointed_at_is_not_the_engine(@TempDir Path docker) throws Exception {
        context(docker, "said", "unix:///said.sock");
        Map<String, String> environment = new HashMap<>(Map.of("DOCKER_CONTEXT", "said"));
        new NodeEnvironment(environment)
                .pointingAt(URI.create("tcp://127.0.0.1:20001"), docker)
                .forEach(change -> environment.put(change.variable(), Objects.requireNonNullElse(change.value(), "")));

        assertThat(environment).containsEntry("DOCKER_HOST", "tcp://127.0.0.1:20001");
        assertThat(locator(docker, environment).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/said.sock");
    }

    @Test
    void the_context_of_a_lab_selects_the_engine_of_the_lab(@TempDir Path docker) throws Exception {
        context(docker, "swarmlab-web", "tcp://127.0.0.1:20001", "swarmlab lab web on unix:///carries.sock");
        context(docker, "swarmlab-mine", "unix:///mine.sock", "my swarmlab lab web on unix:///carries.sock");

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-web")).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/carries.sock");
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-mine")).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/mine.sock");
    }

    @Test
    void the_certificates_of_the_engine_of_a_lab_are_in_the_context_with_its_address(@TempDir Path docker)
            throws Exception {
        context(docker, "swarmlab-web", "tcp://127.0.0.1:20001", "swarmlab lab web on tcp://192.0.2.8:2376");
        certificates(tls(docker, "swarmlab-web"));
        context(docker, "other", "tcp://192.0.2.9:2376");
        certificates(tls(docker, "other"));
        context(docker, "far", "tcp://192.0.2.8:2376");
        Path its = tls(docker, "far");
        certificates(its);

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-web")).named())
                .hasValueSatisfying(endpoint -> {
                    assertThat(endpoint.host()).hasToString("tcp://192.0.2.8:2376");
                    assertThat(endpoint.certificates()).isEqualTo(its);
                });
    }

    @Test
    void a_lab_on_an_engine_whose_certificates_are_not_known_is_refused_with_advice(@TempDir Path docker)
            throws Exception {
        context(docker, "swarmlab-web", "tcp://127.0.0.1:20001", "swarmlab lab web on tcp://192.0.2.8:2376");

        assertThatThrownBy(() -> locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-web"))
                        .named())
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(
                        "Docker context swarmlab-web leads to a lab on the engine at tcp://192.0.2.8:2376: ")
                .satisfies(failure -> {
                    assertThat(((Failure) failure).kind()).isEqualTo(FailureKind.NO_ENGINE);
                    assertThat(((Failure) failure).advice())
                            .contains("export DOCKER_HOST=tcp://192.0.2.8:2376", "DOCKER_CERT_PATH=");
                });
    }

    @Test
    void a_lab_on_an_engine_without_tls_needs_no_certificates(@TempDir Path docker) throws Exception {
        context(docker, "swarmlab-web", "tcp://127.0.0.1:20001", "swarmlab lab web on tcp://127.0.0.1:2375");

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-web")).named())
                .contains(new EngineEndpoint(URI.create("tcp://127.0.0.1:2375"), null, "Docker context swarmlab-web"));
    }

    private static void certificates(Path folder) throws IOException {
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(folder.resolve(file));
        }
    }

    /** The folder with a context's certificates. */
    private static Path tls(Path docker, String name) throws Exception {
        return Files.createDirectories(
                docker.resolve("contexts").resolve("tls").resolve(sha256(name)).resolve("docker"));
    }

    private static EngineLocator locator(Path docker, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DOCKER_CONFIG", docker.toString());
        return new EngineLocator(environment);
    }

    private static void context(Path docker, String name, String host) throws Exception {
        context(docker, name, host, "");
    }

    private static void context(Path docker, String name, String host, String description) throws Exception {
        Path folder = Files.createDirectories(
                docker.resolve("contexts").resolve("meta").resolve(sha256(name)));
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\": \"%s\", \"Metadata\": {\"Description\": \"%s\"}, \"Endpoints\": {\"docker\": {\"Host\": \"%s\"}}}"
                        .formatted(name, description, host));
    }

    private static String sha256(String name) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    }
}
