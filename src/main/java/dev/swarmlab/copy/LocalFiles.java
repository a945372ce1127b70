package dev.swarmlab.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a file or folder of this machine to a tar archive. Permission bits and times are kept. The owner is root.
 * Symbolic links are kept as links.
 */
final class LocalFiles extends SimpleFileVisitor<Path> {

    private static final int PERMISSIONS = 07777;
    private static final int OF_A_FOLDER = 0755;
    private static final int OF_A_FILE = 0644;

    private final Path root;
    private final String name;
    private final TarArchiveOutputStream tar;
    private final List<Path> leftOut = new ArrayList<>();

    private LocalFiles(Path root, String name, TarArchiveOutputStream tar) {
        this.root = root;
        this.name = name;
        this.tar = tar;
    }

    /**
     * Writes an archive.
     *
     * @param name the name of the root in the archive; empty for the content of a folder without the folder
     * @return files that an archive can't contain, such as sockets
     */
    static List<Path> write(Path root, String name, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            LocalFiles files = new LocalFiles(root, name, tar);
            Files.walkFileTree(root, files);
            return files.leftOut;
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        String entryName = nameOf(folder);
        if (!entryName.isEmpty()) {
            put(new TarArchiveEntry(entryName + "/"), folder, attributes, OF_A_FOLDER);
            tar.closeArchiveEntry();
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            TarArchiveEntry entry = new TarArchiveEntry(nameOf(file), TarConstants.LF_SYMLINK);
            entry.setLinkName(slashes(Files.readSymbolicLink(file)));
            put(entry, file, attributes, PERMISSIONS);
            tar.closeArchiveEntry();
        } else if (attributes.isRegularFile()) {
            TarArchiveEntry entry = new TarArchiveEntry(nameOf(file));
            entry.setSize(attributes.size());
            put(entry, file, attributes, OF_A_FILE);
            Files.copy(file, tar);
            tar.closeArchiveEntry();
        } else {
            leftOut.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private String nameOf(Path path) {
        String below = slashes(root.relativize(path));
        return name.isEmpty() || below.isEmpty() ? name + below : name + "/" + below;
    }

    private static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** @param mode for file systems without permission bits */
    private void put(TarArchiveEntry entry, Path path, BasicFileAttributes attributes, int mode) throws IOException {
        boolean hasMode = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        entry.setMode((entry.getMode() & ~PERMISSIONS) | (hasMode ? mode(path) : mode));
        entry.setModTime(attributes.lastModifiedTime().toMillis());
        entry.setUserName("");
        entry.setGroupName("");
        tar.putArchiveEntry(entry);
    }

    private static int mode(Path path) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (int) mode & PERMISSIONS;
    }
}
