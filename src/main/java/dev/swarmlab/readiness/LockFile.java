package dev.swarmlab.readiness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock that at most one thread of one process on this host holds. The operating system releases the lock when the
 * process ends. The file is never removed: otherwise two commands could lock two files with the same name.
 */
public final class LockFile {

    private LockFile() {}

    /** What is done while the lock is held. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    /**
     * Waits until nobody else holds the lock, and runs the action while it holds it.
     *
     * @param others what the holder of the lock does, as in "another swarmlab that starts the engine"
     * @throws dev.swarmlab.failure.Failure when the deadline passes or the thread is interrupted while it waits
     */
    public static void hold(Path file, String others, Deadline deadline, Action action) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Await.until(others, deadline, () -> Answer.readyIf(tryAcquire(channel), "it has not finished yet"));
            action.run();
        }
    }

    private static boolean tryAcquire(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
