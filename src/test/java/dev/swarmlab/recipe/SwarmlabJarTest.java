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
    void an_empty_file_of_its_name_stands_for_it(String path, String text, boolean expected) throws IOException {
        assertThat(SwarmlabJar.isMeantBy(write(path, text))).isEqualTo(expected);
    }

    @Test
    void a_folder_of_its_name_does_not() throws IOException {
        assertThat(SwarmlabJar.isMeantBy(Files.createDirectory(folder.resolve("swarmlab.jar"))))
                .isFalse();
    }

    @Test
    void it_is_the_jar_that_it_runs_from() throws IOException {
        Path jar = write("any.jar", "jar");
        assertThat(SwarmlabJar.jarOf(jar)).isEqualTo(jar);
    }

    @Test
    void run_from_classes_it_is_the_jar_that_was_made_of_them() throws IOException {
        classes(10);
        Path jar = write("target/swarmlab.jar", "jar");
        at(jar, 20);
        assertThat(SwarmlabJar.jarOf(folder.resolve("target/classes"))).isEqualTo(jar);
    }

    @Test
    void a_jar_that_is_older_than_the_classes_is_none() throws IOException {
        classes(30);
        at(write("target/swarmlab.jar", "jar"), 20);
        assertThat(failure().advice()).contains("./swarmlab");
    }

    @Test
    void classes_of_which_no_jar_was_made_are_told_so() throws IOException {
        classes(10);
        assertThat(failure())
                .hasMessageContaining("swarmlab's own jar is missing")
                .hasMessageContaining(folder.resolve("target/classes").toString());
    }

    private Failure failure() {
        return catchThrowableOfType(Failure.class, () -> SwarmlabJar.jarOf(folder.resolve("target/classes")));
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
