package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The diagnostics of a failed run. */
public final class DiagnosticsFolder {

    private DiagnosticsFolder() {}

    /**
     * Returns the only diagnostics folder in a folder. Asserts that only its owner can read it and that it has no
     * secrets.
     */
    public static Path onlyOneIn(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> diagnostics = folders.filter(Files::isDirectory).toList();
            assertThat(diagnostics).hasSize(1);
            Path only = diagnostics.get(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only)))
                    .isEqualTo("rwx------");
            assertThat(only.resolve("failure.txt")).isNotEmptyFile();
            assertThat(FilesWith.anyOf(List.of("SWMTKN-", "PRIVATE KEY-----"), only))
                    .isEmpty();
            assertThat(only.resolve("README.txt")).content().contains("failure.txt");
            return only;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
