package dev.swarmlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {

    private Path build;
    private Path jar;

    @BeforeEach
    void a_folder_with_a_script_and_a_link(@TempDir Path temporary) throws IOException {
        jar = Files.writeString(temporary.resolve("the.jar"), "jar");
        build = Files.createDirectories(temporary.resolve("build"));
        Path script =
                Files.writeString(Files.createDirectory(build.resolve("sub")).resolve("script"), "#!/bin/sh");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(build.resolve("link"), Path.of("sub"));
    }

    @Test
    void a_folder_without_a_placeholder_is_used_unchanged() throws IOException {
        Files.writeString(build.resolve("swarmlab.jar"), "a jar of the user");
        try (BuildContext context = BuildContext.of(build, this::missingJar)) {
            assertThat(context.folder()).isEqualTo(build);
        }
        assertThat(build).exists();
    }

    @Test
    void the_jar_replaces_the_placeholder_in_a_copy_that_closing_removes() throws IOException {
        Path placeholder = Files.createFile(build.resolve("swarmlab.jar"));
        Path copy;
        try (BuildContext context = BuildContext.of(build, () -> jar)) {
            copy = context.folder();
            assertThat(copy.resolve("swarmlab.jar")).hasContent("jar");
            assertThat(copy.resolve("sub/script")).hasContent("#!/bin/sh").isExecutable();
            assertThat(copy.resolve("link")).isSymbolicLink();
        }
        assertThat(copy).doesNotExist();
        assertThat(placeholder).isEmptyFile();
    }

    @Test
    void a_missing_jar_is_an_error() throws IOException {
        Files.createFile(build.resolve("swarmlab.jar"));
        assertThatThrownBy(() -> BuildContext.of(build, this::missingJar)).isInstanceOf(IllegalStateException.class);
    }

    private Path missingJar() {
        throw new IllegalStateException("no jar");
    }
}
