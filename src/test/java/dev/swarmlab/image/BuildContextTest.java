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
    private Path program;

    @BeforeEach
    void a_folder_with_a_script_and_a_link(@TempDir Path temporary) throws IOException {
        program = Files.writeString(temporary.resolve("the.jar"), "program");
        build = Files.createDirectories(temporary.resolve("build"));
        Path script =
                Files.writeString(Files.createDirectory(build.resolve("sub")).resolve("script"), "#!/bin/sh");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(build.resolve("link"), Path.of("sub"));
    }

    @Test
    void a_folder_without_the_program_is_sent_as_it_is() throws IOException {
        Files.writeString(build.resolve("swarmlab.jar"), "a program of the user's own");
        try (BuildContext context = BuildContext.of(build, this::nobodysProgram)) {
            assertThat(context.folder()).isEqualTo(build);
        }
        assertThat(build).exists();
    }

    @Test
    void the_program_takes_its_place_in_a_copy_and_the_copy_goes() throws IOException {
        Path placeholder = Files.createFile(build.resolve("swarmlab.jar"));
        Path copy;
        try (BuildContext context = BuildContext.of(build, () -> program)) {
            copy = context.folder();
            assertThat(copy.resolve("swarmlab.jar")).hasContent("program");
            assertThat(copy.resolve("sub/script")).hasContent("#!/bin/sh").isExecutable();
            assertThat(copy.resolve("link")).isSymbolicLink();
        }
        assertThat(copy).doesNotExist();
        assertThat(placeholder).isEmptyFile();
    }

    @Test
    void a_program_that_is_missing_is_told() throws IOException {
        Files.createFile(build.resolve("swarmlab.jar"));
        assertThatThrownBy(() -> BuildContext.of(build, this::nobodysProgram))
                .isInstanceOf(IllegalStateException.class);
    }

    private Path nobodysProgram() {
        throw new IllegalStateException("no program");
    }
}
