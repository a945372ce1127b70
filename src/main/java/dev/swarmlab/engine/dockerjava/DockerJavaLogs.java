package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.command.LogContainerCmd;
import dev.swarmlab.engine.Engine.LogSelection;
import dev.swarmlab.engine.EngineException;
import java.io.IOException;
import java.io.OutputStream;

/** The logs of the outer engine's containers, as streams. */
final class DockerJavaLogs {

    private final LazyClient client;

    DockerJavaLogs(LazyClient client) {
        this.client = client;
    }

    void copy(String container, LogSelection selection, OutputStream out, OutputStream err) {
        LogContainerCmd command = client.get()
                .logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(selection.follow());
        if (selection.since() != null) {
            command.withSince((int) Math.max(0, selection.since().getEpochSecond()));
        }
        if (selection.tail() != null) {
            command.withTail(selection.tail());
        }
        try (FrameStreams streams = new FrameStreams(out, err)) {
            command.exec(streams).awaitCompletion();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    EngineException.UNREACHABLE, "interrupted while reading the log of " + container, exception);
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        } catch (RuntimeException exception) {
            throw Translation.exception(exception);
        }
    }
}
