package dev.swarmlab.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A jar in the local Maven repository of the user, as the library of a version that no other run has, until it is closed.
 */
public record InstalledLibrary(String version) implements AutoCloseable {

    public static final InstalledLibrary NONE = new InstalledLibrary("");

    private static final Path REPOSITORY =
            Path.of(System.getProperty("user.home"), ".m2", "repository", "dev", "swarmlab", "swarmlab");

    /**
     * Installs a jar with the dependencies of this project.
     *
     * @param folder an empty folder
     */
    public static InstalledLibrary of(Path jar, Path folder) throws IOException {
        String version = "0-test-" + UUID.randomUUID();
        String ours = Files.readString(SwarmLabProcess.home().resolve("pom.xml"));
        Path pom = Files.writeString(
                folder.resolve("pom.xml"),
                ours.replaceFirst("<version>[^<]*</version>", "<version>" + version + "</version>"));
        MavenBuild.start(folder, "install:install-file", "-Dfile=" + jar, "-DpomFile=" + pom)
                .succeeded();
        return new InstalledLibrary(version);
    }

    @Override
    public void close() {
        if (!version.isEmpty()) {
            HostProcesses.run("rm", "-r", REPOSITORY.resolve(version).toString());
            HostProcesses.run(
                    "rm", "-f", REPOSITORY.resolve("maven-metadata-local.xml").toString());
        }
    }
}
