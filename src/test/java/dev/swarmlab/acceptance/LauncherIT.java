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

/** The script that starts swarmlab from its checkout. */
class LauncherIT {

    private static final Path TARGET = SwarmLabProcess.home().resolve("target");

    /** Java would use them, and run a program that is no more. */
    @Test
    void classes_that_were_kept_of_an_older_jar_are_made_anew() throws IOException {
        swarmlab("--version").succeeded();
        for (Path classes : classes()) {
            Files.setLastModifiedTime(classes, FileTime.fromMillis(0));
        }

        swarmlab("--version").succeeded();

        FileTime jar = Files.getLastModifiedTime(TARGET.resolve("swarmlab.jar"));
        assertThat(classes()).as("those of the Java that was chosen").anySatisfy(classes -> assertThat(
                        Files.getLastModifiedTime(classes))
                .isGreaterThan(jar));
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(".archive")).toList();
        }
    }
}
