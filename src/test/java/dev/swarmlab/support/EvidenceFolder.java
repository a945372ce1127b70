package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What a run that failed kept for whoever wants to know why. */
public final class EvidenceFolder {

    private EvidenceFolder() {}

    /** The one folder of evidence below another, which only its owner can look into. */
    public static Path privateOneIn(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> evidence = folders.filter(Files::isDirectory).toList();
            assertThat(evidence).hasSize(1);
            Path only = evidence.get(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only)))
                    .isEqualTo("rwx------");
            assertThat(only.resolve("failure.txt")).isNotEmptyFile();
            assertThat(WorldReadable.filesWith(List.of("SWMTKN-", "PRIVATE KEY-----"), only))
                    .isEmpty();
            return only;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
