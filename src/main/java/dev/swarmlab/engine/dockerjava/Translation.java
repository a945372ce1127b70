package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import java.util.function.Supplier;

/** Between docker-java's words and the engine port's: answers, and exceptions. */
final class Translation {

    private Translation() {}

    /** Runs one docker-java command; whatever it throws becomes an {@link EngineException}. */
    static <T> T asked(Supplier<T> command) {
        try {
            return command.get();
        } catch (EngineException exception) {
            throw exception;
        } catch (RuntimeException exception) {
            throw exception(exception);
        }
    }

    /** Runs one docker-java command without an answer. That the thing is already so is no error. */
    static void told(Runnable command) {
        try {
            command.run();
        } catch (NotModifiedException alreadySo) {
            return; // what was asked for is how it is
        } catch (RuntimeException exception) {
            throw exception(exception);
        }
    }

    /** As {@link #told}, and that the thing is gone is no error either. */
    static void unlessGone(Runnable command) {
        try {
            told(command);
        } catch (EngineException exception) {
            boolean beingRemoved = exception.isConflict() && KnownMessage.REMOVAL_IS_IN_PROGRESS.isIn(exception.text());
            if (!exception.isNotFound() && !beingRemoved) {
                throw exception;
            }
        }
    }

    static EngineException exception(RuntimeException exception) {
        if (exception instanceof EngineException already) {
            return already;
        }
        if (exception instanceof NotFoundException notFound) {
            return new EngineException(404, DaemonMessages.of(String.valueOf(notFound.getMessage())), exception);
        }
        if (exception instanceof DockerException docker) {
            return new EngineException(
                    docker.getHttpStatus(), DaemonMessages.of(String.valueOf(docker.getMessage())), exception);
        }
        return new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
    }
}
