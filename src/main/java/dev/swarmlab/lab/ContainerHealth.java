package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells whether the container of a node still runs, so that nobody waits for a node that will never be ready. */
public final class ContainerHealth {

    private static final int LOG_LINES = 30;
    private static final int LINES_SHOWN = 2;

    /** Most nodes are ready before the first check, which costs the engine time when it is busiest. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

    private final Engine engine;
    private final String node;
    private final String container;

    /**
     * @param node its name, for messages
     * @param container the id or name of its container
     */
    public ContainerHealth(Engine engine, String node, String container) {
        this.engine = engine;
        this.node = node;
        this.container = container;
    }

    /**
     * The same probe, with a check of the container after errors. The check ends the wait when the container no longer
     * runs, or when the engine does not answer.
     */
    public <T> Probe<T> whileItRuns(Probe<T> probe) {
        return new Probe<>() {
            private Deadline nextCheck = Deadline.in(BETWEEN_CHECKS);

            @Override
            public T ask() throws Exception {
                try {
                    return probe.ask();
                } catch (EngineException exception) {
                    if (nextCheck.isPast()) {
                        mustStillRun();
                        nextCheck = Deadline.in(BETWEEN_CHECKS);
                    }
                    throw exception;
                }
            }
        };
    }

    /** @throws Failure with the error in the container's log when it has stopped or was removed */
    public void mustStillRun() {
        EngineContainer now;
        try {
            now = engine.container(container);
        } catch (EngineException exception) {
            throw exception.isNotFound() ? removed(exception) : EngineFailure.of(exception);
        }
        if (!now.isRunning() && !now.wasNeverStarted()) {
            throw Failure.of(FailureKind.FAILED, node + " stopped")
                    .because(now.status() + "; " + lastError(engine.logs(now.id(), LOG_LINES)));
        }
    }

    private Failure removed(EngineException exception) {
        return Failure.of(FailureKind.FAILED, "the container of " + node + " was removed")
                .because(exception.text())
                .causedBy(exception);
    }

    /** The last line that reports a fatal error; else the last that reports an error; else the end of the log. */
    private static String lastError(String log) {
        List<String> lines =
                log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String end = String.join(" ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        String error = last(lines, KnownMessage.LOG_FATAL::isIn)
                .or(() -> last(lines, ContainerHealth::isError))
                .orElse(end);
        return error.isEmpty() ? "its log is empty" : "from its log: " + error;
    }

    private static Optional<String> last(List<String> lines, Predicate<String> that) {
        return lines.stream().filter(that).reduce((first, second) -> second);
    }

    private static boolean isError(String line) {
        return KnownMessage.LOG_ERROR.isIn(line) && !KnownMessage.LOG_HARMLESS.isIn(line);
    }
}
