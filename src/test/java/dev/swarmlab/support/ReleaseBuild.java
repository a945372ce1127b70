package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A release that Maven builds from a copy of the checkout, so that the checkout stays as it is. */
public final class ReleaseBuild {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static @Nullable Path shared;

    private final Path checkout;
    private final StartedProcess maven;

    private ReleaseBuild(Path checkout, StartedProcess maven) {
        this.checkout = checkout;
        this.maven = maven;
    }

    /** The folder with the files of a release that all tests use. The first call builds it. */
    public static synchronized Path shared() {
        Path files = shared;
        if (files == null) {
            try {
                Path folder = Files.createTempDirectory("swarmlab-release");
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> HostProcesses.run("rm", "-rf", folder.toString())));
                files = start(folder).await();
                shared = files;
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
        return files;
    }

    /** Copies the checkout to a folder, without what Git ignores, and starts the build there. */
    public static ReleaseBuild start(Path checkout) throws IOException {
        for (String name : files()) {
            Path file = SwarmLabProcess.home().resolve(name);
            Path copy = checkout.resolve(name);
            if (Files.exists(file)) { // not when it is deleted and not committed
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                String mode = Files.isExecutable(file) ? "rwx------" : "rw-------"; // as with umask 077
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            }
        }
        List<String> command =
                List.of("mvn", "--quiet", "--batch-mode", "-Prelease", "-Dquick", "-Dmaven.test.skip", "package");
        Path out = Files.createTempFile("swarmlab-test", ".out");
        Path err = Files.createTempFile("swarmlab-test", ".err");
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ReleaseBuild(
                checkout, new StartedProcess(String.join(" ", command), process, out, err, System.nanoTime()));
    }

    private static List<String> files() {
        String list = new ShellScript(Map.of(), "git ls-files --cached --others --exclude-standard")
                .run()
                .succeeded()
                .out();
        return list.lines().toList();
    }

    /** Waits for the end of the build. Returns the folder with the files of the release. */
    public Path await() {
        maven.await(PATIENCE).succeeded();
        return checkout.resolve("target/release");
    }

    /** The only file of the release whose name ends like this. */
    public static Path file(Path release, String ending) {
        try (Stream<Path> files = Files.list(release)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(ending))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError(release + " has not one file *" + ending + ", but " + found);
            }
            return found.get(0);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
