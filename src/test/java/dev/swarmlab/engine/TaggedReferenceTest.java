package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggedReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "alpine, alpine:latest",
        "alpine:3, alpine:3",
        "swarmlab/echo, swarmlab/echo:latest",
        "localhost:5000/echo, localhost:5000/echo:latest",
        "localhost:5000/echo:1, localhost:5000/echo:1",
        "[::1]:5000/echo, [::1]:5000/echo:latest",
        "alpine@sha256:0123456789abcdef, alpine@sha256:0123456789abcdef",
        "localhost:5000/echo@sha256:0123456789abcdef, localhost:5000/echo@sha256:0123456789abcdef",
        "alpine:3@sha256:0123456789abcdef, alpine:3@sha256:0123456789abcdef"
    })
    void adds_latest_where_neither_a_tag_nor_a_digest_is_named(String reference, String full) {
        assertThat(TaggedReference.of(reference)).isEqualTo(full);
    }
}
