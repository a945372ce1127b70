package dev.swarmlab.copy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Extracts a tar archive that a node has made, so its content is not trusted: nothing outside of the target is written,
 * no symbolic link leads out of it, and no entry is written through a symbolic link. Permissions and times are kept;
 * owners, set-user-ID and set-group-ID bits are not.
 */
final class Extraction {

    private static final String LETTERS = "rwxrwxrwx";

    private final Path target;
    private final Path limit;
    private final List<String> leftOut = new ArrayList<>();

    /** Folders get their permissions at the end, since files can't be created in a read-only folder. */
    private final Map<Path, TarArchiveEntry> folders = new LinkedHashMap<>();

    /**
     * Extracts to a path.
     *
     * @param target the path that replaces the first name of each entry; its parent is a real path
     * @param isFolder whether the target is a folder
     */
    Extraction(Path target, boolean isFolder) {
        this.target = target;
        this.limit = isFolder ? target : parentOf(target);
    }

    /**
     * Extracts all entries.
     *
     * @return the entries that were left out, each with the reason
     * @throws IOException also for an entry outside of the target
     */
    List<String> extract(InputStream in) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = place(entry.getName());
                if (leadsThroughLink(path)) {
                    leaveOut(entry, "its folder is a symbolic link");
                } else {
                    extract(tar, entry, path);
                }
            }
        }
        List<Path> innermostFirst = new ArrayList<>(folders.keySet());
        for (int index = innermostFirst.size() - 1; index >= 0; index--) {
            Path folder = innermostFirst.get(index);
            setAttributes(folder, Optional.ofNullable(folders.get(folder)).orElseThrow());
        }
        return leftOut;
    }

    private void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            createFolder(path);
            folders.put(path, entry);
        } else if (entry.isSymbolicLink()) {
            createLink(entry, path);
        } else if (entry.isLink()) {
            copyOther(entry, path);
        } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            leaveOut(entry, "neither a file, a folder nor a link");
        } else {
            removeOld(path);
            Files.copy(tar, path);
            setAttributes(path, entry);
        }
    }

    /** The path of an entry. The first name of the archive is that of the source, which the target replaces. */
    private Path place(String name) throws IOException {
        String[] names = name.split("/+");
        Path path = target;
        for (int index = 0; index < names.length; index++) {
            String each = names[index];
            boolean isUnsafe = each.isEmpty()
                    || each.equals(".")
                    || each.equals("..")
                    || each.contains(target.getFileSystem().getSeparator());
            if (isUnsafe) {
                throw new IOException("the archive has the unsafe name " + name);
            }
            path = index == 0 ? path : path.resolve(each);
        }
        if (!path.startsWith(limit) || !path.normalize().equals(path)) {
            throw new IOException("the archive has the unsafe name " + name);
        }
        return path;
    }

    /** Whether a folder between the limit and the path is a symbolic link. */
    private boolean leadsThroughLink(Path path) {
        for (Path folder = path.getParent();
                folder != null && folder.startsWith(limit) && !folder.equals(limit.getParent());
                folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                return true;
            }
        }
        return false;
    }

    private static void createFolder(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "it exists and is not a folder");
        }
        Files.createDirectory(path);
    }

    private static void removeOld(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is a folder");
        }
        Files.deleteIfExists(path);
    }

    private void createLink(TarArchiveEntry entry, Path path) throws IOException {
        String link = entry.getLinkName();
        if (leadsOut(link, path)) {
            leaveOut(entry, "a symbolic link to " + link);
            return;
        }
        removeOld(path);
        Files.createSymbolicLink(path, path.getFileSystem().getPath(link));
    }

    /**
     * Whether the target of a link may be outside of the limit. After other names, {@code ..} is refused, since one of
     * the names may be a link to another depth.
     */
    private boolean leadsOut(String link, Path path) {
        String lead = link;
        Path folder = parentOf(path);
        while (lead.equals("..") || lead.startsWith("../")) {
            if (folder.equals(limit)) {
                return true;
            }
            folder = parentOf(folder);
            lead = lead.replaceFirst("^\\.\\./*", "");
        }
        return link.isEmpty()
                || path.getFileSystem().getPath(link).isAbsolute()
                || link.startsWith("/")
                || List.of(lead.split("/")).contains("..");
    }

    /** A hard link: another name for a file of this archive. */
    private void copyOther(TarArchiveEntry entry, Path path) throws IOException {
        Path other = place(entry.getLinkName());
        if (leadsThroughLink(other) || !Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
            leaveOut(entry, "a link to " + entry.getLinkName());
            return;
        }
        removeOld(path);
        Files.copy(other, path, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void setAttributes(Path path, TarArchiveEntry entry) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(permissions(entry.getMode()));
        }
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < LETTERS.length(); index++) {
            boolean isSet = (mode >> (LETTERS.length() - 1 - index) & 1) == 1;
            text.append(isSet ? LETTERS.charAt(index) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    private void leaveOut(TarArchiveEntry entry, String reason) {
        leftOut.add(entry.getName() + " (" + reason + ")");
    }

    private static Path parentOf(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(path);
    }
}
