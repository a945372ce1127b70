package dev.swarmlab.engine.local;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The main process of the private engine, PID 1 of its PID namespace. When it ends, the kernel also ends dockerd,
 * containerd and all containers, and removes their mounts.
 */
record EngineProcess(ProcessHandle handle) {

    /** dockerd gives its containers ten seconds to stop; this is the time for dockerd itself. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(20);

    /** The running engine. A process id that now belongs to another process, as after a reboot, is ignored. */
    static Optional<EngineProcess> find(PrivateEngineFiles files) {
        try {
            long pid = Long.parseLong(Files.readString(files.pid()).strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> List.of(handle.info().arguments().orElse(new String[0])).stream()
                            .anyMatch(argument -> argument.endsWith(files.run().toString())
                                    || argument.endsWith(files.socket().toString())))
                    .map(EngineProcess::new);
        } catch (IOException | NumberFormatException neverStarted) {
            return Optional.empty();
        }
    }

    /** Sends SIGTERM, after the deadline or 20 seconds SIGKILL, and waits until the process has ended. */
    void end(Deadline deadline) {
        Optional<ProcessHandle> starter = handle.parent().filter(EngineProcess::isUnshare);
        handle.destroy();
        try {
            awaitEnd(handle, deadline.atMost(TIME_TO_END));
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT) {
                throw failure;
            }
            handle.destroyForcibly();
            awaitEnd(handle, Deadline.in(TIME_TO_END));
        }
        starter.ifPresent(parent -> awaitEnd(parent, Deadline.in(TIME_TO_END)));
    }

    /** unshare waits for its child and ends right after it. */
    private static boolean isUnshare(ProcessHandle parent) {
        return parent.info().command().orElse("").endsWith("/unshare");
    }

    private static void awaitEnd(ProcessHandle process, Deadline deadline) {
        Await.until(
                "the end of the private engine",
                deadline,
                () -> Answer.readyIf(hasEnded(process), "process " + process.pid() + " still runs"));
    }

    /** Whether the process has ended. A zombie has ended too; its parent may be slow to read its exit status. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // "PID (name) STATE …"; the name may contain any character.
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noSuchProcess) {
            return true;
        }
    }
}
