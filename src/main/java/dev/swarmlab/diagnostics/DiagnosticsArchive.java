package dev.swarmlab.diagnostics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A compressed tar archive of diagnostics. Its files are in one folder, which is named like the archive. */
record DiagnosticsArchive(Path path) implements DiagnosticsTarget {

    private static final int FOLDER_MODE = 040700;
    private static final int FILE_MODE = 0100600;

    /** Writes another file first and renames it, so that the archive is never incomplete. */
    @Override
    public void writeFiles(CollectedFiles files) throws IOException {
        // The JDK creates it readable for its owner only.
        Path temporary = Files.createTempFile(path.resolveSibling("."), ".swarmlab-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                write(files.files(), out);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void write(Map<String, String> files, OutputStream out) throws IOException {
        String folder = path.toFile().getName().replaceFirst("(?i)(.)\\.(tar\\.gz|tgz)$", "$1") + "/";
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(out), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            tar.putArchiveEntry(entry(folder, FOLDER_MODE, 0));
            tar.closeArchiveEntry();
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                tar.putArchiveEntry(entry(folder + file.getKey(), FILE_MODE, content.length));
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    /** An entry without the name of the local user. */
    private static TarArchiveEntry entry(String name, int mode, int size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setUserName("");
        entry.setMode(mode);
        entry.setSize(size);
        return entry;
    }
}
