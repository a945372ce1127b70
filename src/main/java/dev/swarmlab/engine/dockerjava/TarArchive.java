package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.ContainerFile;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The tar archives in which files go into containers and come out of them. */
final class TarArchive {

    private static final int FOLDER_OF_ROOT_ALONE = 0700;

    private TarArchive() {}

    static byte[] of(List<ContainerFile> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String folder : folders(files)) {
                TarArchiveEntry entry = new TarArchiveEntry(folder + "/");
                entry.setMode((TarArchiveEntry.DEFAULT_DIR_MODE & ~0777) | FOLDER_OF_ROOT_ALONE);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
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

    /** Every folder above a file, outermost first. */
    private static List<String> folders(List<ContainerFile> files) {
        Set<String> folders = new LinkedHashSet<>();
        for (ContainerFile file : files) {
            String path = file.path().substring(1);
            List<String> above = new ArrayList<>();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                above.add(path.substring(0, slash));
            }
            folders.addAll(above);
        }
        return List.copyOf(folders);
    }
}
