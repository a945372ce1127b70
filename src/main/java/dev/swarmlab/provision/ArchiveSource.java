package dev.swarmlab.provision;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive of images is read: a stream or a file. The engine reads an archive to its end before it finds out
 * that it has no images. So the beginning is checked first, and the list of entries of a file that is not compressed.
 *
 * @param name for messages
 * @param file null for a stream
 * @param stream null for a file
 */
public record ArchiveSource(
        String name, @Nullable Path file, @Nullable InputStream stream) {

    /** The bytes with which gzip, bzip2, xz and Zstandard begin. Engines read these. */
    private static final List<String> COMPRESSED = List.of("\u001f\u008b", "BZh", "\u00fd7zXZ\0", "(\u00b5/\u00fd");

    /** In the header of the first entry of a tar archive (POSIX.1-1988). */
    private static final String TAR = "ustar";

    private static final int POSITION_OF_TAR = 257;

    /** One of these files is in every archive of images: for Docker, for OCI, for Docker before 1.10. */
    private static final Set<String> INDEXES = Set.of("manifest.json", "index.json", "repositories");

    public static ArchiveSource standardInput(InputStream stream) {
        return new ArchiveSource("standard input", null, stream);
    }

    public static ArchiveSource file(Path file) {
        return new ArchiveSource(file.toString(), file, null);
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when it is no archive of images */
    InputStream open() throws IOException {
        if (stream != null) {
            return beginning(stream);
        }
        if (file == null) {
            throw new IllegalStateException("neither a file nor a stream");
        }
        if (!Files.exists(file)) {
            throw Failure.of(FailureKind.WRONG_INPUT, file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw notAnArchive("it is a folder");
        }
        InputStream archive = beginning(Files.newInputStream(file));
        try {
            if (Files.isRegularFile(file) && !isCompressed(archive)) {
                mustHaveIndex(file);
            }
            return archive;
        } catch (IOException | RuntimeException exception) {
            archive.close();
            throw exception;
        }
    }

    /** The failure for something that is no archive of images. */
    Failure notAnArchive(String reason) {
        return Failure.of(FailureKind.WRONG_INPUT, name + " is not an archive of images")
                .because(reason)
                .advise("Write one with: swarmlab images save FILE LABFILE, or with: docker save -o FILE IMAGE");
    }

    private InputStream beginning(InputStream archive) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(archive);
        String header = peek(buffered);
        boolean isTar = header.startsWith(TAR, POSITION_OF_TAR);
        if (!isTar && COMPRESSED.stream().noneMatch(header::startsWith)) {
            archive.close();
            throw notAnArchive(header.isEmpty() ? "it is empty" : "it is no tar archive");
        }
        return buffered;
    }

    private static boolean isCompressed(InputStream archive) throws IOException {
        return COMPRESSED.stream().anyMatch(peek(archive)::startsWith);
    }

    /** A character for each byte. */
    private static String peek(InputStream archive) throws IOException {
        int length = POSITION_OF_TAR + TAR.length();
        archive.mark(length);
        String header = new String(archive.readNBytes(length), StandardCharsets.ISO_8859_1);
        archive.reset();
        return header;
    }

    private void mustHaveIndex(Path archive) {
        try (TarFile tar = new TarFile(archive)) {
            if (tar.getEntries().stream().map(TarArchiveEntry::getName).noneMatch(INDEXES::contains)) {
                throw notAnArchive("the tar archive has no manifest.json");
            }
        } catch (IOException exception) {
            throw notAnArchive("the tar archive is not complete: " + exception.getMessage());
        }
    }
}
