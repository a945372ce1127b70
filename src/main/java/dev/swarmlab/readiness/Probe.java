package dev.swarmlab.readiness;

/**
 * Reads a state once, without waiting.
 *
 * @param <T> the state: an {@link Answer}, or a value that {@link Await} has judged by another function
 */
@FunctionalInterface
public interface Probe<T> {

    /**
     * @throws Exception taken as "not ready yet", with the exception's message as the reason, when it is an
     *     {@link java.io.IOException}, an {@link java.io.UncheckedIOException} or a {@link NotAnswering}; any other
     *     exception ends the wait at once
     */
    T ask() throws Exception;
}
