package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher. */
class LauncherIT {

    private static final Path TARGET = SwarmLabProcess.home().resolve("target");

    /** Java would use the archive and run the classes of the older jar. */
    @Test
    void recreates_an_archive_that_is_older_than_the_jar() throws IOException {
        swarmlab("--version").succeeded();
        for (Path archive : archives()) {
            Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        }

        swarmlab("--version").succeeded();

        FileTime jar = Files.getLastModifiedTime(TARGET.resolve("swarmlab.jar"));
        assertThat(archives()).as("the archive of the selected Java").anySatisfy(archive -> assertThat(
                        Files.getLastModifiedTime(archive))
                .isGreaterThan(jar));
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(".archive")).toList();
        }
    }
}
