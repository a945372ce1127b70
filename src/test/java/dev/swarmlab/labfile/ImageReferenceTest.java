package dev.swarmlab.labfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3, docker.io/library/alpine:3",
        "docker.io/alpine:3, docker.io/library/alpine:3",
        "swarmlab/echo, docker.io/swarmlab/echo:latest",
        "localhost/echo, localhost/echo:latest",
        "registry:5000/user/echo:V1.0, registry:5000/user/echo:V1.0",
        "a.b/c__d/e-f.g:h, a.b/c__d/e-f.g:h",
        "[::1]:5000/echo, [::1]:5000/echo:latest",
        "alpine@" + DIGEST + ", docker.io/library/alpine@" + DIGEST,
        "alpine:3@" + DIGEST + ", docker.io/library/alpine:3@" + DIGEST
    })
    void adds_the_defaults_to_a_reference(String text, String full) {
        assertThat(ImageReference.parse(text)).map(ImageReference::toString).contains(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Alpine",
                "alpine:",
                ":3",
                "a/",
                "/a",
                "a//b",
                "a:b:c",
                "a@sha256:12",
                "a..b",
                "-a",
                "a-",
                "a b",
                "http://a/b",
                "A/b",
                "alpine:-3"
            })
    void refuses_a_text_that_is_not_a_reference(String text) {
        assertThat(ImageReference.parse(text)).isEmpty();
    }
}
