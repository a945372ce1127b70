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

/** A value that one step provides and other steps wait for. Safe for use by several threads. */
public final class Deferred<T> {

    /**
     * The step that provides the value has the same deadline and knows why it is late, so its failure must come first.
     */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String what;
    private final CompletableFuture<T> value = new CompletableFuture<>();

    /** @param what the name of the value in messages, as in "the swarm's join tokens" */
    public Deferred(String what) {
        this.what = what;
    }

    /** Provides the value. A second value is ignored. */
    public void complete(T provided) {
        value.complete(provided);
    }

    /** Whether the value was provided. */
    public boolean isComplete() {
        return value.isDone();
    }

    /**
     * Waits for the value.
     *
     * @throws Failure of kind {@link FailureKind#TIMED_OUT} two seconds after the deadline, or of kind
     *     {@link FailureKind#INTERRUPTED} when the thread is interrupted, as it is when another step fails
     */
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
            throw new IllegalStateException(exception); // never: the value is never completed with an exception
        }
    }
}
