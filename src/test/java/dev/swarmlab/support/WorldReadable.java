package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Files that every user of the host can read. */
public final class WorldReadable {

    private static final long LARGEST = 10_000_000;

    private WorldReadable() {}

    /**
     * Returns the files below a folder that contain one of these texts. Skips folders that other users can't open, and
     * checkouts, since their tests contain the texts.
     */
    public static List<Path> filesWith(Collection<String> texts, Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                    return may(below, PosixFilePermission.OTHERS_EXECUTE) && !Files.exists(below.resolve("pom.xml"))
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()
                            && attributes.size() < LARGEST
                            && may(file, PosixFilePermission.OTHERS_READ)) {
                        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                        if (texts.stream().anyMatch(content::contains)) {
                            found.add(file);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException wasRemoved) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return found;
    }

    private static boolean may(Path path, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException wasRemoved) {
            return false;
        }
    }
}
