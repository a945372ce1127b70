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

class TarArchiveTest {

    @Test
    void holds_files_alone_so_that_folders_keep_their_modes() throws IOException {
        byte[] archive = TarArchive.of(List.of(file("/usr/local/lib/a"), file("/var/lib/b")));

        assertThat(entries(archive)).allMatch(TarArchiveEntry::isFile);
        assertThat(entries(archive))
                .extracting(TarArchiveEntry::getName)
                .containsExactly("usr/local/lib/a", "var/lib/b");
        assertThat(entries(archive))
                .extracting(entry -> entry.getMode() & 07777)
                .containsExactly(0600, 0600);
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
