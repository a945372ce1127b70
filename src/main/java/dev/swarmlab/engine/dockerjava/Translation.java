package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Info;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
            boolean beingRemoved = exception.isConflict() && exception.text().contains("already in progress");
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

    static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    static EngineInfo info(Info info) {
        return new EngineInfo(
                text(info.getServerVersion()),
                text(info.getOperatingSystem()),
                text(info.getKernelVersion()),
                text(info.getArchitecture()),
                Objects.requireNonNullElse(info.getNCPU(), 0),
                Objects.requireNonNullElse(info.getMemTotal(), 0L),
                text(info.getDriver()),
                text(info.getRawValues().get("CgroupVersion")),
                Objects.requireNonNullElse(info.getSecurityOptions(), List.of()).contains("name=rootless"));
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
