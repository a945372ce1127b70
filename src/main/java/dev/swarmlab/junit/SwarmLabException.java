package dev.swarmlab.junit;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.failure.Failure;
import java.util.function.Supplier;

/** An error of swarmlab: a lab file that is not valid, an engine that does not answer, or an action that failed. */
public final class SwarmLabException extends RuntimeException {

    private SwarmLabException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Does the work, and turns swarmlab's own exceptions into this one. */
    static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (Failure failure) {
            throw of(failure);
        } catch (EngineException exception) {
            throw of(EngineFailure.of(exception));
        }
    }

    static void translated(Runnable work) {
        translated(() -> {
            work.run();
            return "";
        });
    }

    static SwarmLabException of(Failure failure) {
        String advice = failure.advice();
        return new SwarmLabException(failure.getMessage() + (advice == null ? "" : "\n" + advice), failure);
    }
}
