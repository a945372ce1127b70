package dev.swarmlab.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTargetTest {

    private static final CollectedFiles FILES =
            new CollectedFiles("lab", new TreeMap<>(Map.of("a.txt", "ä\n", "b.json", "{}")), List.of());

    @TempDir
    private Path folder = Path.of("");

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_folder_is_new_or_empty_and_only_the_user_can_read_it(boolean exists) throws IOException {
        Path target = folder.resolve("out");
        if (exists) {
            Files.createDirectory(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        assertThat(DiagnosticsTarget.of(target).write(FILES)).isEqualTo(target);

        assertThat(permissions(target)).isEqualTo("rwx------");
        assertThat(permissions(target.resolve("a.txt"))).isEqualTo("rw-------");
        assertThat(target.resolve("a.txt")).hasContent("ä\n");
        assertThat(target.resolve("b.json")).hasContent("{}");
    }

    @ParameterizedTest
    @CsvSource({"out.tar.gz, out", "out.tgz, out", "out.TGZ, out", "out.1.tar.gz, out.1"})
    void an_archive_has_one_folder_and_only_the_user_can_read_it(String name, String inside) throws IOException {
        Path target = folder.resolve(name);

        assertThat(DiagnosticsTarget.of(target).write(FILES)).isEqualTo(target);

        assertThat(permissions(target)).isEqualTo("rw-------");
        assertThat(entries(target))
                .containsExactly(
                        inside + "/ 40700  []", inside + "/a.txt 100600  [ä\n]", inside + "/b.json 100600  [{}]");
        assertThat(names()).containsExactly(name);
    }

    private static List<String> entries(Path archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                entries.add(entry.getName() + " " + Integer.toOctalString(entry.getMode()) + " " + entry.getUserName()
                        + " [" + content + "]");
            }
        }
        return entries;
    }

    @Test
    void an_archive_replaces_one_with_the_same_name() throws IOException {
        Path target = Files.writeString(folder.resolve("out.tgz"), "an earlier archive");

        DiagnosticsTarget.of(target).write(FILES);

        assertThat(entries(target)).hasSize(3);
        assertThat(permissions(target)).isEqualTo("rw-------");
    }

    @Test
    void an_archive_that_can_not_be_written_leaves_the_earlier_one() throws IOException {
        Path target = folder.resolve("out.tgz");
        DiagnosticsTarget archive = DiagnosticsTarget.of(target);
        Files.createDirectories(target.resolve("not empty"));

        Failure failure = catchThrowableOfType(Failure.class, () -> archive.write(FILES));

        assertThat(failure).hasMessageStartingWith("can't save the diagnostics in " + target + ": ");
        assertThat(names()).containsExactly("out.tgz");
    }

    @ParameterizedTest
    @CsvSource({
        "full, the folder is not empty",
        "file, 'it is a file, and its name does not end with .tar.gz or .tgz'",
        "full.tgz, it is a folder",
        "missing/out, there is no folder ",
        "missing/out.tgz, there is no folder "
    })
    void a_target_that_can_not_be_used_is_refused(String name, String reason) throws IOException {
        Files.createDirectories(folder.resolve("full/files"));
        Files.createDirectories(folder.resolve("full.tgz"));
        Files.createFile(folder.resolve("file"));
        Path target = folder.resolve(name);
        List<String> before = names();

        Failure failure = catchThrowableOfType(Failure.class, () -> DiagnosticsTarget.of(target));

        assertThat(failure).hasMessageStartingWith("can't save the diagnostics in " + target + ": " + reason);
        assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
        assertThat(names()).isEqualTo(before);
    }
}
