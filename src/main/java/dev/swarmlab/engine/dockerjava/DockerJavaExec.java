package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecStartCmd;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.readiness.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs commands in containers of the outer engine. */
final class DockerJavaExec {

    private static final int ATTEMPTS = 3;
    private static final int SWITCHING_PROTOCOLS = 101;

    /** The exit code that dockerd reports when the container runtime can't start a command. */
    private static final int CANNOT_EXECUTE = 126;

    private final EngineEndpoint endpoint;
    private final LazyClient client;
    private final EngineApi api;
    private final CallLog log;

    DockerJavaExec(EngineEndpoint endpoint, LazyClient client, EngineApi api, CallLog log) {
        this.log = log;
        this.endpoint = endpoint;
        this.client = client;
        this.api = api;
    }

    /**
     * Runs a command and waits for its end. On a busy host the container runtime sometimes loses its own process in the
     * container before it has started the command; the command is then started again.
     */
    ExecResult execute(String container, List<String> command, Deadline deadline) {
        ExecResult result = executeOnce(container, command, deadline);
        for (int attempt = 1; attempt < ATTEMPTS && neverStarted(result); attempt++) {
            result = executeOnce(container, command, deadline);
        }
        return result;
    }

    private static boolean neverStarted(ExecResult result) {
        return result.exitCode() == CANNOT_EXECUTE && KnownMessage.COMMAND_NEVER_STARTED.isIn(result.output());
    }

    private ExecResult executeOnce(String container, List<String> command, Deadline deadline) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String id = Translation.call(
                        () -> create(container, command, false, false).exec())
                .getId();
        follow(client.get().execStartCmd(id), new FrameStreams(output, output), String.join(" ", command), deadline);
        return new ExecResult(exitCode(id), output.toString(StandardCharsets.UTF_8));
    }

    int interactively(String container, InteractiveExec exec) {
        boolean terminal = exec.terminal() != null;
        boolean input = exec.in() != null;
        String id = Translation.call(
                        () -> create(container, exec.command(), terminal, input).exec())
                .getId();
        if (RawConnection.supports(endpoint)) {
            long start = System.nanoTime();
            int status = 0;
            try {
                new HijackedExec(endpoint).run(id, exec);
                status = SWITCHING_PROTOCOLS;
            } finally {
                log.ended("POST", "/exec/" + id + "/start", status, start);
            }
        } else {
            ExecStartCmd start = client.get().execStartCmd(id).withTty(terminal).withStdIn(exec.in());
            follow(start, new FrameStreams(exec.out(), exec.err()), String.join(" ", exec.command()), null);
        }
        return exitCode(id);
    }

    private ExecCreateCmd create(String container, List<String> command, boolean terminal, boolean input) {
        return client.get()
                .execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withAttachStdin(input)
                .withTty(terminal);
    }

    private int exitCode(String id) {
        return api.get("/exec/" + id + "/json").path("ExitCode").asInt(-1);
    }

    private static void follow(ExecStartCmd start, FrameStreams streams, String what, @Nullable Deadline deadline) {
        try (streams) {
            start.exec(streams);
            if (deadline == null) {
                streams.awaitCompletion();
            } else if (!streams.awaitCompletion(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EngineException(
                        EngineException.TOO_LATE,
                        what + " took longer than " + deadline.given().toSeconds() + " s");
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during " + what, exception);
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        } catch (RuntimeException exception) {
            throw Translation.exception(exception);
        }
    }
}
