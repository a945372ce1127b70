package dev.swarmlab.readiness;

/** One question to the thing itself: are you ready? */
@FunctionalInterface
public interface Probe {

    /**
     * Asks once, without waiting.
     *
     * @throws Exception taken as "not yet", with the exception's message as the reason, when it is an
     *     {@link java.io.IOException} or a {@link NotAnswering}; any other ends the waiting at once
     */
    Answer ask() throws Exception;
}
