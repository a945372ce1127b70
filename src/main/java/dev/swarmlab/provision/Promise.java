package dev.swarmlab.provision;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that one step makes and others, already under way, wait for. */
public final class Promise<T> {

    /** Whoever makes it gives up at the deadline too, and knows why: that reason shall come first. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String what;
    private final CompletableFuture<T> value = new CompletableFuture<>();

    /** @param what its name in messages, as in "the swarm's join tokens" */
    public Promise(String what) {
        this.what = what;
    }

    public void keep(T kept) {
        value.complete(kept);
    }

    /** Waits until it is kept. Ends early when the thread is interrupted, as it is when another step fails. */
    public T await(Deadline deadline) {
        try {
            return value.get(deadline.left().plus(Patience.scaled(GRACE)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while waiting for " + what);
        } catch (TimeoutException exception) {
            throw Failure.of(
                    FailureKind.TIMED_OUT,
                    "gave up waiting for " + what + " after " + deadline.given().toSeconds() + " s");
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception); // keep() is the only way in which it ends
        }
    }
}
