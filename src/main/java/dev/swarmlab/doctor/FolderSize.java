package dev.swarmlab.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The size of the files in a folder and below it.
 *
 * @param isComplete false when there were more files than could be read
 */
record FolderSize(long bytes, boolean isComplete) {

    /** @param most the number of files after which reading ends, so that the doctor stays fast */
    static FolderSize of(Path folder, int most) {
        Count count = new Count(most);
        try {
            Files.walkFileTree(folder, count);
        } catch (IOException | UncheckedIOException unreadable) {
            return new FolderSize(count.bytes, false);
        }
        return new FolderSize(count.bytes, count.left > 0);
    }

    private static final class Count extends SimpleFileVisitor<Path> {

        private int left;
        private long bytes;

        Count(int most) {
            this.left = most;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            left--;
            return left > 0 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        /** A folder that does not exist, or a file that was removed meanwhile. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException exception) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException exception) {
            return FileVisitResult.CONTINUE;
        }
    }
}
