package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarArchiveTest {

    @Test
    void holds_files_only_so_that_folders_keep_their_modes() throws IOException {
        byte[] archive = TarArchive.of(List.of(file("/usr/local/lib/a"), file("/var/lib/b")));

        assertThat(entries(archive)).allMatch(TarArchiveEntry::isFile);
        assertThat(entries(archive))
                .extracting(TarArchiveEntry::getName)
                .containsExactly("usr/local/lib/a", "var/lib/b");
        assertThat(entries(archive))
                .extracting(entry -> entry.getMode() & 07777)
                .containsExactly(0600, 0600);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 34, 99, 100, 101, 155, 156, 255})
    void holds_names_of_any_length(int length) throws IOException {
        String path = "/var/lib/swarmlab-stack-0123456789abcdef0123456789abcdef01234/files/" + "n".repeat(length);

        byte[] archive = TarArchive.of(List.of(file(path), file("/short")));

        assertThat(entries(archive)).extracting(TarArchiveEntry::getName).containsExactly(path.substring(1), "short");
    }

    @Test
    void holds_deep_folders_and_non_ascii_names() throws IOException {
        String path = "/files" + "/ein-langer-ördner".repeat(40) + "/größe.conf";

        assertThat(entries(TarArchive.of(List.of(file(path)))))
                .extracting(TarArchiveEntry::getName)
                .containsExactly(path.substring(1));
    }

    @Test
    void returns_the_content_of_a_file_with_a_long_name() throws IOException {
        byte[] archive = TarArchive.of(List.of(file("/" + "n".repeat(300))));

        assertThat(TarArchive.firstFile(new ByteArrayInputStream(archive)))
                .asString()
                .isEqualTo("content");
    }

    private static ContainerFile file(String path) {
        return new ContainerFile(path, 0600, "content".getBytes(StandardCharsets.UTF_8));
    }

    private static List<TarArchiveEntry> entries(byte[] archive) throws IOException {
        List<TarArchiveEntry> found = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                found.add(entry);
            }
        }
        return found;
    }
}
