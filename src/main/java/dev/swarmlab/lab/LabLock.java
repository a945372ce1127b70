package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A lock that only one command at a time can hold, on whichever host it runs. Commands that change a lab hold the lab's
 * lock. It is kept on the engine.
 *
 * <p>A claim to the lock is a volume with a unique name. Volumes need no image and are created in a few milliseconds. A
 * command creates its claim and then lists the claims to the lock. When there is no other claim, it holds the lock. Of
 * two commands, the one that creates its claim later also lists the earlier claim, so at most one holds the lock. Of
 * the commands that wait, the one with the lowest token keeps its claim, and the others remove theirs, so that one of
 * them gets the lock. Stale claims are removed by their names, which are never used again.
 */
public final class LabLock {

    /** How long a failed command may take after its deadline to write diagnostics and to remove what it created. */
    private static final Duration CLEANING_UP = Patience.scaled(Duration.ofMinutes(2));

    private static final int TOKEN_LENGTH = 12;

    private final Engine engine;
    private final Progress progress;
    private final LockClaim claim;
    private boolean claimed;
    private boolean waiting;

    /** The volumes of stale claims of commands whose stops the engine may still do. */
    private final Set<String> stopsPending = new LinkedHashSet<>();

    private LabLock(Engine engine, Progress progress, LockClaim claim) {
        this.engine = engine;
        this.progress = progress;
        this.claim = claim;
    }

    /**
     * Does the work while it holds a lab's lock.
     *
     * @param command the command line that other commands show while they wait, as in {@code swarmlab up lab.yml}
     * @param deadline when to stop waiting for the lock; also the deadline of the work
     * @throws Failure that names the holder when the lock is not free at the deadline
     */
    public static <T> T hold(
            Engine engine, Progress progress, String lab, String command, Deadline deadline, Supplier<T> work) {
        return hold(engine, progress, lab, command, deadline, deadline, work);
    }

    /**
     * The same for work that may take longer than the wait for the lock.
     *
     * @param deadline when to stop waiting for the lock
     * @param end the deadline of the work
     */
    public static <T> T hold(
            Engine engine,
            Progress progress,
            String lab,
            String command,
            Deadline deadline,
            Deadline end,
            Supplier<T> work) {
        LabLock lock = of(engine, progress, lab, command, end);
        try {
            lock.acquire(deadline);
            lock.completeStops();
            return work.get();
        } finally {
            lock.release();
        }
    }

    /**
     * Does the work while it holds a lab's lock, if the lock is free. Otherwise, it does nothing.
     *
     * @param deadline of the work
     * @return the holder of the lock as a text for messages; empty when the work was done
     */
    public static Optional<String> holdIfFree(
            Engine engine, Progress progress, String lab, String command, Deadline deadline, Runnable work) {
        LabLock lock = of(engine, progress, lab, command, deadline);
        try {
            lock.claim();
            List<LockClaim> others = lock.others();
            if (!others.isEmpty()) {
                return Optional.of(others.get(0).described());
            }
            lock.completeStops();
            work.run();
            return Optional.empty();
        } finally {
            lock.release();
        }
    }

    private static LabLock of(Engine engine, Progress progress, String lab, String command, Deadline deadline) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String token = UUID.randomUUID().toString().replace("-", "").substring(0, TOKEN_LENGTH);
        Instant until = now.plus(deadline.left()).plus(CLEANING_UP).truncatedTo(ChronoUnit.SECONDS);
        return new LabLock(engine, progress, new LockClaim(lab, token, Caller.ofThisProcess(), command, now, until));
    }

    private void acquire(Deadline deadline) {
        try {
            Await.until("the lock of the lab " + claim.lab(), deadline, this::attempt);
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT) {
                throw failure;
            }
            throw failure.advise(advice(others()));
        }
    }

    private static String advice(List<LockClaim> others) {
        return others.isEmpty()
                ? "That command has ended. Run this command again."
                : "If that command no longer runs, remove its lock with: docker volume rm "
                        + String.join(
                                " ", others.stream().map(LockClaim::volume).toList());
    }

    private Answer attempt() {
        try {
            if (!waiting || others().isEmpty()) {
                claim();
            }
            List<LockClaim> others = others();
            if (claimed && others.isEmpty()) {
                return Answer.ready();
            }
            if (others.isEmpty()) {
                return Answer.notYet("it has just been released");
            }
            return waitFor(others);
        } catch (EngineException exception) {
            throw EngineFailure.of(exception);
        }
    }

    private Answer waitFor(List<LockClaim> others) {
        String holder = others.get(0).described();
        if (!waiting) {
            progress.say("waiting for " + holder);
        }
        waiting = true;
        if (others.stream().anyMatch(other -> other.token().compareTo(claim.token()) < 0)) {
            release();
        }
        return Answer.notYet("it is held by " + holder);
    }

    private void claim() {
        if (!claimed) {
            claimed = true;
            Uninterruptible.run(() -> engine.createVolume(claim.volume(), claim.labels()));
        }
    }

    /** The claims of other commands to the same lock, the earliest first. Stale claims are omitted. */
    private List<LockClaim> others() {
        List<LockClaim> others = engine.volumes().stream()
                .flatMap(volume -> LockClaim.of(volume).stream())
                .filter(other ->
                        other.lab().equals(claim.lab()) && !other.token().equals(claim.token()))
                .sorted(Comparator.comparing(LockClaim::since).thenComparing(LockClaim::token))
                .toList();
        Instant now = Instant.now();
        others.stream()
                .filter(other -> other.isStale(now) && !stopsPending.contains(other.volume()))
                .forEach(this::removeStale);
        return others.stream().filter(other -> !other.isStale(now)).toList();
    }

    /** Keeps a claim with pending stops until they are complete, so that another command completes them if this one ends. */
    private void removeStale(LockClaim stale) {
        progress.say("removing the lock of a command that has ended: " + stale.described());
        if (PendingStops.arePossibleAfter(stale)) {
            stopsPending.add(stale.volume());
        } else {
            engine.removeVolume(stale.volume());
        }
    }

    private void completeStops() {
        if (!stopsPending.isEmpty()) {
            PendingStops.complete(engine, claim.lab());
            stopsPending.forEach(engine::removeVolume);
        }
    }

    private void release() {
        if (!claimed) {
            return;
        }
        claimed = false;
        try {
            Uninterruptible.run(() -> engine.removeVolume(claim.volume()));
        } catch (EngineException exception) {
            // The claim is stale once this process has ended. Another message reports an engine that does not answer.
            if (!exception.isUnreachable()) {
                progress.say("could not release the lock of the lab " + claim.lab() + ": " + exception.text());
            }
        }
    }
}
