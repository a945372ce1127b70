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
 * The process that everything in the private engine hangs on, PID 1 of its namespace: when it ends, so do dockerd,
 * containerd and all containers, and their mounts go with them.
 */
record EngineProcess(ProcessHandle handle) {

    /** Containers get ten seconds from dockerd; this is for dockerd. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(20);

    /** The running one. A process id that by now is somebody else's, after a reboot or a kill, is not taken for it. */
    static Optional<EngineProcess> find(PrivateEngineFiles files) {
        try {
            long pid = Long.parseLong(Files.readString(files.pid()).strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> List.of(handle.info().arguments().orElse(new String[0])).stream()
                            .anyMatch(argument -> argument.endsWith(files.run().toString())
                                    || argument.endsWith(files.socket().toString())))
                    .map(EngineProcess::new);
        } catch (IOException | NumberFormatException noneEverStarted) {
            return Optional.empty();
        }
    }

    /** Ends it, in peace or by force, and waits until nothing of it is left. */
    void end(Deadline deadline) {
        Optional<ProcessHandle> starter = handle.parent().filter(EngineProcess::isUnshare);
        handle.destroy();
        try {
            awaitGone(handle, deadline.atMost(TIME_TO_END));
        } catch (Failure stillThere) {
            if (stillThere.kind() != FailureKind.TIMED_OUT) {
                throw stillThere;
            }
            handle.destroyForcibly();
            awaitGone(handle, Deadline.in(TIME_TO_END));
        }
        starter.ifPresent(parent -> awaitGone(parent, Deadline.in(TIME_TO_END)));
    }

    /** It has nothing to do but wait for its child, and ends right after it. */
    private static boolean isUnshare(ProcessHandle parent) {
        return parent.info().command().orElse("").endsWith("/unshare");
    }

    private static void awaitGone(ProcessHandle process, Deadline deadline) {
        Await.until(
                "the end of the private engine",
                deadline,
                () -> Answer.readyIf(isGone(process), "process " + process.pid() + " still runs"));
    }

    /** Ended, even if its parent, which may be a sluggish init, has not taken note of it yet. */
    private static boolean isGone(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // "PID (name) STATE …", and the name may hold anything.
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noSuchProcess) {
            return true;
        }
    }
}
