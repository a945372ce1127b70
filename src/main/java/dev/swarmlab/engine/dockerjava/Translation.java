package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import java.util.function.Supplier;

/** Runs requests to the outer engine and translates their exceptions to {@link EngineException}. */
final class Translation {

    private Translation() {}

    /** Runs a command of docker-java that has a result. */
    static <T> T call(Supplier<T> command) {
        try {
            return command.get();
        } catch (EngineException exception) {
            throw exception;
        } catch (RuntimeException exception) {
            throw exception(exception);
        }
    }

    /** Runs a command of docker-java without a result. It is no error when its effect exists already. */
    static void run(Runnable command) {
        try {
            command.run();
        } catch (NotModifiedException effectExists) {
            return;
        } catch (RuntimeException exception) {
            throw exception(exception);
        }
    }

    /** Removes an object. It is no error when it does not exist, or is already being removed. */
    static void remove(Runnable command) {
        try {
            run(command);
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
