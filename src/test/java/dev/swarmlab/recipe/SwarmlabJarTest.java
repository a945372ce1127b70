package dev.swarmlab.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmlabJarTest {

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @ParameterizedTest
    @CsvSource({
        "swarmlab.jar, '', true",
        "sub/swarmlab.jar, '', true",
        "swarmlab.jar, own build, false",
        "my-swarmlab.jar, '', false",
        "swarmlab.jar.txt, '', false"
    })
    void an_empty_file_with_its_name_is_a_placeholder(String path, String text, boolean expected) throws IOException {
        assertThat(SwarmlabJar.isPlaceholder(write(path, text))).isEqualTo(expected);
    }

    @Test
    void a_folder_with_its_name_is_no_placeholder() throws IOException {
        assertThat(SwarmlabJar.isPlaceholder(Files.createDirectory(folder.resolve("swarmlab.jar"))))
                .isFalse();
    }

    @Test
    void is_the_jar_of_the_running_program() throws IOException {
        Path jar = write("any.jar", "jar");
        assertThat(SwarmlabJar.jarOf(jar, jar)).isEqualTo(jar);
    }

    @Test
    void refuses_the_jar_of_the_library_which_has_no_program() throws IOException {
        Path library = write("swarmlab-1.0.jar", "jar");

        Failure failure =
                catchThrowableOfType(Failure.class, () -> SwarmlabJar.jarOf(library, folder.resolve("jackson.jar")));

        assertThat(failure).hasMessageContaining("swarmlab as a library").hasMessageContaining(library.toString());
    }

    @Test
    void for_classes_it_is_the_jar_that_was_built_from_them() throws IOException {
        classes(10);
        Path jar = write("target/swarmlab.jar", "jar");
        at(jar, 20);
        assertThat(SwarmlabJar.jarOf(folder.resolve("target/classes"), null)).isEqualTo(jar);
    }

    @Test
    void refuses_a_jar_that_is_older_than_the_classes() throws IOException {
        classes(30);
        at(write("target/swarmlab.jar", "jar"), 20);
        assertThat(failure().advice()).contains("./swarmlab");
    }

    @Test
    void refuses_classes_without_a_jar() throws IOException {
        classes(10);
        assertThat(failure())
                .hasMessageContaining("swarmlab.jar is missing")
                .hasMessageContaining(folder.resolve("target/classes").toString());
    }

    private Failure failure() {
        return catchThrowableOfType(Failure.class, () -> SwarmlabJar.jarOf(folder.resolve("target/classes"), null));
    }

    private void classes(long second) throws IOException {
        at(write("target/classes/dev/SwarmLab.class", "class"), second);
    }

    private static void at(Path file, long second) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
