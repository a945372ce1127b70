package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FROM alpine:3                                         | alpine:3
            from --platform=linux/amd64 example.org/base as build | example.org/base
            FROM one AS build;FROM two;COPY --from=build /a /b    | one two
            FROM one AS Build;FROM build                          | one
            FROM one;COPY --chmod=755 --from=tools:1 /a /b        | one tools:1
            FROM one;COPY --from=0 /a /b                          | one
            FROM scratch                                          | ''
            # FROM not/this;FROM this                             | this
            ARG BASE=example.org/a;FROM ${BASE}:1                 | example.org/a:1
            ARG BASE="quoted";FROM $BASE                          | quoted
            ARG GIVEN=default;FROM base:$GIVEN                    | base:2
            ARG GIVEN;FROM base:$GIVEN                            | base:2
            ARG A=b;ARG C=$A/d;FROM $C                            | b/d
            FROM ${UNKNOWN:-fallback}                             | fallback
            FROM base:$UNKNOWN                                    | ''
            FROM scratch;ARG A=b;FROM $A                          | ''
            RUN echo FROM nothing                                 | ''
            """)
    void are_those_of_other_registries(String lines, String expected, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), lines.replace(';', '\n'));

        assertThat(String.join(" ", BaseImages.of(file, Map.of("GIVEN", "2")))).isEqualTo(expected);
    }
}
