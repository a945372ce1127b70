package dev.swarmlab.lab;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A value that one step makes and that other steps, which run already, wait for. */
public final class Deferred<T> {

    /** The step that makes the value has the same deadline and knows the cause of a delay: its failure must come first. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String what;
    private final CompletableFuture<T> value = new CompletableFuture<>();

    /** @param what its name in messages, as in "the swarm's join tokens" */
    public Deferred(String what) {
        this.what = what;
    }

    public void complete(T made) {
        value.complete(made);
    }

    /** Waits until it is completed. Ends early when the thread is interrupted, as it is when another step fails. */
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
            throw new IllegalStateException(exception); // complete() is the only way in which it ends
        }
    }
}
