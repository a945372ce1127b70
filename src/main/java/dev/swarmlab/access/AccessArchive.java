package dev.swarmlab.access;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The zip file of a bundle, which only its owner can read. Its files are in one folder, named like the Docker context.
 *
 * @param path absolute
 */
public record AccessArchive(Path path) {

    private static final int REGULAR_FILE = 0100600;

    /**
     * An archive to write. An existing file will be replaced.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when there can be no such file
     */
    public static AccessArchive at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw unusable(path, "it is a folder");
        }
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw unusable(path, "it is not a regular file"); // as root, the move would replace a device
        }
        if (!Files.isDirectory(absolute.resolveSibling("."))) {
            throw unusable(path, "there is no folder " + absolute.getParent());
        }
        return new AccessArchive(absolute);
    }

    private static Failure unusable(Path path, String reason) {
        return Failure.of(FailureKind.WRONG_INPUT, "can't write " + path)
                .because(reason)
                .advise("Name a file, as in: --out ann.zip");
    }

    /**
     * Writes the archive. It is written to another file first, so that it is never incomplete or readable for others.
     *
     * @return the end of the access, to the minute, for messages
     * @throws Failure when it can't be written
     */
    public String write(AccessBundle bundle) {
        try {
            // The JDK creates it readable for its owner only.
            Path temporary = Files.createTempFile(path.resolveSibling("."), ".swarmlab-", ".tmp");
            try {
                write(bundle, temporary);
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return AccessFiles.end(bundle);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't write " + path)
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }

    private static void write(AccessBundle bundle, Path file) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : AccessFiles.of(bundle).entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(bundle.context() + "/" + each.getKey());
                entry.setUnixMode(REGULAR_FILE);
                entry.setSize(each.getValue().length);
                zip.putArchiveEntry(entry);
                zip.write(each.getValue());
                zip.closeArchiveEntry();
            }
        }
    }
}
