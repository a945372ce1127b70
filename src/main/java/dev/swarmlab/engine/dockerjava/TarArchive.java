package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.ContainerFile;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The tar archives with which files are copied into containers and out of them. */
final class TarArchive {

    private TarArchive() {}

    /**
     * An archive of files without folders: the engine creates missing folders with mode 0755 and does not change
     * existing ones. Long names and non-ASCII names are written as PAX headers (POSIX.1-2001), which every engine
     * reads.
     */
    static byte[] of(List<ContainerFile> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (ContainerFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.path().substring(1));
                entry.setMode((TarArchiveEntry.DEFAULT_FILE_MODE & ~0777) | file.mode());
                entry.setSize(file.content().length);
                tar.putArchiveEntry(entry);
                tar.write(file.content());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The content of the first file; folders before it are skipped. */
    static byte[] firstFile(InputStream tar) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isFile()) {
                    return entries.readAllBytes();
                }
            }
        }
        throw new FileNotFoundException("the archive has no file");
    }
}
