package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineLocatorTest {

    @Test
    void nobody_named_an_engine(@TempDir Path docker) {
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
        "ssh://host/run/user/1000/docker.sock, ssh://host/run/user/1000/docker.sock"
    })
    void docker_host_names_it(String value, String address, @TempDir Path docker) {
        assertThat(locator(docker, Map.of("DOCKER_HOST", value)).named()).hasValueSatisfying(endpoint -> {
            assertThat(endpoint.host()).hasToString(address);
            assertThat(endpoint.source()).isEqualTo("DOCKER_HOST");
            assertThat(endpoint.certificates()).isNull();
        });
    }

    static Stream<Arguments> tls() {
        return Stream.of(
                arguments(Map.of("DOCKER_TLS_VERIFY", "1"), ""),
                arguments(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs"), "/certs"),
                arguments(Map.of("DOCKER_CERT_PATH", "/certs"), "/certs"));
    }

    @ParameterizedTest
    @MethodSource("tls")
    void certificates_are_where_docker_looks_for_them(
            Map<String, String> variables, String folder, @TempDir Path docker) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("DOCKER_HOST", "tcp://192.0.2.7:2376");

        assertThat(locator(docker, all).named())
                .map(EngineEndpoint::certificates)
                .contains(folder.isEmpty() ? docker : Path.of(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://me:secret@host, is not an engine's address",
        "ssh://-oProxyCommand=x@host, is not an engine's address",
        "ssh://, is not an engine's address",
        "http://host:2375, is not an engine's address",
        "docker.sock, is not an engine's address",
        "tcp://a b, is not an engine's address"
    })
    void an_address_that_is_of_no_use_is_refused(String value, String message, @TempDir Path docker) {
        EngineLocator locator = locator(docker, Map.of("DOCKER_HOST", value));

        assertThatThrownBy(locator::named)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("DOCKER_HOST " + message)
                .hasMessageContaining(value)
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.NO_ENGINE);
    }

    @Test
    void a_context_names_it(@TempDir Path docker) throws Exception {
        context(docker, "far", "tcp://192.0.2.8:2376");

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far")).named())
                .contains(new EngineEndpoint(URI.create("tcp://192.0.2.8:2376"), null, "Docker context far"));
    }

    @Test
    void a_contexts_certificates_are_its_own(@TempDir Path docker) throws Exception {
        context(docker, "far", "tcp://192.0.2.8:2376");
        Path tls = Files.createDirectories(
                docker.resolve("contexts").resolve("tls").resolve(sha256("far")).resolve("docker"));

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far")).named())
                .map(EngineEndpoint::certificates)
                .contains(tls);
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "far", "DOCKER_HOST", "tcp://192.0.2.9:1"))
                        .named())
                .hasValueSatisfying(
                        endpoint -> assertThat(endpoint.certificates()).isNull());
    }

    @Test
    void the_context_in_use_names_it_unless_the_environment_does(@TempDir Path docker) throws Exception {
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

    /** The docker CLI refuses too; docker-java would take the default socket without a word. */
    @Test
    void a_context_that_does_not_exist_is_refused(@TempDir Path docker) {
        EngineLocator locator = locator(docker, Map.of("DOCKER_CONTEXT", "nowhere"));

        assertThatThrownBy(locator::named)
                .hasMessage("there is no Docker context named nowhere")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("See which there are with: docker context ls");
    }

    @Test
    void a_configuration_that_is_broken_is_named(@TempDir Path docker) throws IOException {
        Files.writeString(docker.resolve("config.json"), "{");

        assertThatThrownBy(() -> locator(docker, Map.of()).named())
                .hasMessageStartingWith("can't read " + docker.resolve("config.json"));
    }

    /** Else every command after {@code eval "$(swarmlab env)"} would look for labs inside the lab. */
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
    void the_context_of_a_lab_leads_to_the_engine_that_carries_the_lab(@TempDir Path docker) throws Exception {
        context(docker, "swarmlab-web", "tcp://127.0.0.1:20001", "swarmlab lab web on unix:///carries.sock");
        context(docker, "swarmlab-mine", "unix:///mine.sock", "my swarmlab lab web on unix:///carries.sock");

        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-web")).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/carries.sock");
        assertThat(locator(docker, Map.of("DOCKER_CONTEXT", "swarmlab-mine")).named())
                .map(endpoint -> endpoint.host().getPath())
                .contains("/mine.sock");
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
