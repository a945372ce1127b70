package dev.swarmlab.readiness;

/** One question to the thing itself: are you ready? */
@FunctionalInterface
public interface Probe {

    /**
     * Asks once, without waiting.
     *
     * @throws Exception taken as "not yet", with the exception's message as the reason, unless it is a
     *     {@link dev.swarmlab.failure.Failure}, which ends the waiting at once
     */
    Answer ask() throws Exception;
}
