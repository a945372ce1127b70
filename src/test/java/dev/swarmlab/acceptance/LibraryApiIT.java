package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.InstalledLibrary;
import dev.swarmlab.support.MavenBuild;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of the library's public API with that of the last release. */
class LibraryApiIT {

    private static final Path HOME = SwarmLabProcess.home();

    private static InstalledLibrary release = InstalledLibrary.NONE;

    @TempDir
    private Path checkout = Path.of("");

    @BeforeAll
    static void release_the_library(@TempDir Path folder) throws IOException {
        release = InstalledLibrary.of(HOME.resolve("target/swarmlab-library.jar"), folder);
    }

    @AfterAll
    static void remove_the_release() {
        release.close();
    }

    @BeforeEach
    void copy_what_was_compiled() throws IOException {
        Files.copy(HOME.resolve("pom.xml"), checkout.resolve("pom.xml"));
        Path target = Files.createDirectory(checkout.resolve("target"));
        HostProcesses.run("cp", "-r", HOME.resolve("target/classes").toString(), target.toString());
    }

    @Test
    void the_same_API_passes() throws IOException {
        assertThat(comparison().succeeded()).contains("BUILD SUCCESS");
    }

    @Test
    void an_API_without_a_class_of_the_last_release_fails() throws IOException {
        Files.delete(classFile("junit/OnNode.class"));

        assertThat(comparison().failed()).contains("dev.swarmlab.junit.OnNode:CLASS_REMOVED");
    }

    @Test
    void a_class_outside_of_the_API_may_be_removed() throws IOException {
        Files.delete(classFile("cli/UpCommand.class"));

        assertThat(comparison().succeeded()).contains("BUILD SUCCESS");
    }

    private Path classFile(String name) {
        return checkout.resolve("target/classes/dev/swarmlab").resolve(name);
    }

    private MavenBuild comparison() throws IOException {
        return MavenBuild.start(
                checkout,
                "jar:jar@default-jar",
                "japicmp:cmp@api",
                "-Djapicmp.skip=false",
                "-Dapi.baseline=" + release.version());
    }
}
