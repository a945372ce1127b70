package dev.swarmlab.readiness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two commands, or two threads of one, from doing the same thing at the same time. The lock goes with its
 * process; the file stays, as removing it would let a third one in.
 */
public final class LockFile {

    private LockFile() {}

    /** What is done by one at a time. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    /**
     * Waits until nobody else holds the lock, and runs the action with it.
     *
     * @param others what the others would be doing, as in "another swarmlab that starts the engine"
     * @throws dev.swarmlab.failure.Failure when the deadline passes or the thread is interrupted before that
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
