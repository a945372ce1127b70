package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialHelpersTest {

    private static final String CONFIGURATION = """
            {"credsStore": "store", "credHelpers": {"localhost:5000": "own", "gone.example.org": "gone",
             "broken.example.org": "broken", "outside.example.org": "../own", "empty.example.org": "empty"}}
            """;

    private Path folder = Path.of("");

    @BeforeEach
    void write(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.writeString(folder.resolve("config.json"), CONFIGURATION);
        helper("store", "echo '{\"Username\": \"<token>\", \"Secret\": \"'$(cat)'\"}'");
        helper("own", "read registry; echo '{\"Username\": \"ann\", \"Secret\": \"'$1 $registry'\"}'");
        helper("broken", "echo keychain is locked; exit 1");
        helper("empty", "echo credentials not found in native keychain; exit 1");
    }

    private void helper(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private Optional<CredentialHelpers.Login> login(String reference) throws IOException {
        String path = folder + ":" + System.getenv("PATH");
        return CredentialHelpers.of(Map.of("DOCKER_CONFIG", folder.toString(), "PATH", path))
                .login(reference, Deadline.in(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost:5000/app:1   | localhost:5000              | ann | get localhost:5000
            example.org/app        | example.org                 | ''  | example.org
            docker:29-dind         | https://index.docker.io/v1/ | ''  | https://index.docker.io/v1/
            ann/app                | https://index.docker.io/v1/ | ''  | https://index.docker.io/v1/
            docker.io/ann/app      | https://index.docker.io/v1/ | ''  | https://index.docker.io/v1/
            """)
    void the_helper_of_the_registry_is_asked(String reference, String registry, String user, String secret)
            throws IOException {
        assertThat(login(reference)).contains(new CredentialHelpers.Login(registry, user, secret));
    }

    @Test
    void a_login_is_printed_without_its_secret() throws IOException {
        assertThat(login("localhost:5000/app")).asString().doesNotContain("get localhost");
    }

    @Test
    void a_registry_without_a_login_and_a_user_without_helpers_have_none() throws IOException {
        assertThat(login("empty.example.org/app")).isEmpty();

        Files.writeString(folder.resolve("config.json"), "{\"auths\": {}}");
        assertThat(login("localhost:5000/app:1")).isEmpty();

        Files.delete(folder.resolve("config.json"));
        assertThat(login("localhost:5000/app:1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gone.example.org/app, docker-credential-gone is missing",
        "broken.example.org/app, docker-credential-broken failed: keychain is locked",
        "outside.example.org/app, docker-credential-../own is missing"
    })
    void a_helper_that_is_missing_or_fails_is_reported(String reference, String message) {
        assertThatThrownBy(() -> login(reference))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }
}
