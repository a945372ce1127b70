package dev.swarmlab.labfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryPathTest {

    @ParameterizedTest
    @CsvSource({
        "busybox, busybox:latest",
        "busybox:1.36, busybox:1.36",
        "swarmlab/echo, swarmlab/echo:latest",
        "swarmlab/echo:1, swarmlab/echo:1",
        "docker.io/swarmlab/echo:1, swarmlab/echo:1",
        "localhost/echo, echo:latest",
        "localhost:5000/a/b/c:2, a/b/c:2",
        "registry.example.com:443/echo, echo:latest",
        "ghcr.io/me/app@sha256:0123456789abcdef, me/app:latest",
        "ghcr.io/me/app:3@sha256:0123456789abcdef, me/app:3"
    })
    void omits_the_registry_and_the_digest(String reference, String path) {
        assertThat(RepositoryPath.of(reference)).isEqualTo(path);
    }
}
