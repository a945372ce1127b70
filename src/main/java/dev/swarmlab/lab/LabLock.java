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
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets one command at a time change a lab, whichever host it runs on. The lock is kept on the engine.
 *
 * <p>A claim is a volume with a name of its own, since volumes need no image and are made in a few milliseconds. A command
 * makes its claim and then lists the claims of the lab: it holds the lock when there is no other. Whoever makes the later
 * of two claims lists the earlier one too, so at most one command holds the lock. Among those that wait, the claim with the
 * lowest token stays and the others withdraw theirs, so that one of them gets it. Stale claims are removed by their names,
 * which no other claim ever has.
 */
public final class LabLock {

    /** How long a command may take after its deadline, to keep its evidence and to remove what it made. */
    private static final Duration CLEANING_UP = Patience.scaled(Duration.ofMinutes(2));

    private static final int TOKEN_LENGTH = 12;

    private final Engine engine;
    private final Progress progress;
    private final LockClaim claim;
    private boolean claimed;
    private boolean waiting;

    private LabLock(Engine engine, Progress progress, LockClaim claim) {
        this.engine = engine;
        this.progress = progress;
        this.claim = claim;
    }

    /**
     * Does the work while no other command changes the lab.
     *
     * @param command what the others are told, as in {@code swarmlab up lab.yml}
     * @param deadline until when the lock is waited for, and the work is done
     * @throws Failure with the holder in its reason when the lock is not free before the deadline
     */
    public static <T> T hold(
            Engine engine, Progress progress, String lab, String command, Deadline deadline, Supplier<T> work) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String token = UUID.randomUUID().toString().replace("-", "").substring(0, TOKEN_LENGTH);
        Instant until = now.plus(deadline.left()).plus(CLEANING_UP).truncatedTo(ChronoUnit.SECONDS);
        LockClaim claim = new LockClaim(lab, token, Caller.ofThisProcess(), command, now, until);
        LabLock lock = new LabLock(engine, progress, claim);
        try {
            lock.acquire(deadline);
            return work.get();
        } finally {
            lock.release();
        }
    }

    private void acquire(Deadline deadline) {
        try {
            Await.until("the lock of the lab " + claim.lab(), deadline, this::attempt);
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT) {
                throw failure;
            }
            throw failure.advise("If that command can't go on, remove its lock: docker volume rm "
                    + String.join(" ", others().stream().map(LockClaim::volume).toList()));
        }
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

    /** The claims of others to the same lock, the earliest first, after those that are stale were removed. */
    private List<LockClaim> others() {
        List<LockClaim> others = engine.volumes().stream()
                .flatMap(volume -> LockClaim.of(volume).stream())
                .filter(other ->
                        other.lab().equals(claim.lab()) && !other.token().equals(claim.token()))
                .sorted(Comparator.comparing(LockClaim::since).thenComparing(LockClaim::token))
                .toList();
        Instant now = Instant.now();
        others.stream().filter(other -> other.isStale(now)).forEach(other -> {
            progress.say("removing the lock of a command that has ended: " + other.described());
            engine.removeVolume(other.volume());
        });
        return others.stream().filter(other -> !other.isStale(now)).toList();
    }

    private void release() {
        if (!claimed) {
            return;
        }
        claimed = false;
        try {
            Uninterruptible.run(() -> engine.removeVolume(claim.volume()));
        } catch (EngineException exception) {
            // Then the claim is stale as soon as this process has ended, and of a lost engine the user is told already.
            if (!exception.isUnreachable()) {
                progress.say("could not release the lock of the lab " + claim.lab() + ": " + exception.text());
            }
        }
    }
}
