package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.List;

/** Starts a container of a lab: a new one with its volume, or an existing one. It also stops containers. */
public final class EnsureContainer {

    private static final Duration ENGINE_START_TIME = Duration.ofSeconds(5);

    /** Longer than the 15 seconds that a node's daemon gives its own containers by default. */
    private static final Duration STOP_TIME = Patience.scaled(Duration.ofSeconds(20));

    private final Engine engine;

    public EnsureContainer(Engine engine) {
        this.engine = engine;
    }

    /**
     * Creates a volume and a container, copies files into the container, and starts it.
     *
     * @throws Failure when the engine refuses
     */
    public void create(ContainerSpecification container, String volume, List<ContainerFile> files) {
        Uninterruptible.run(() -> engine.createVolume(volume, container.labels()));
        String id = create(container);
        if (!files.isEmpty()) {
            engine.copyInto(id, files);
        }
        start(id, container.name());
    }

    /** Whether a container could not start because this port of one of the host's addresses is in use. */
    public static boolean isInUse(List<String> addresses, int port, Failure refusal) {
        String reason = String.valueOf(refusal.reason());
        return KnownMessage.PORT_IS_TAKEN.isIn(reason)
                && addresses.stream()
                        .anyMatch(address ->
                                reason.contains(address + ":" + port) || reason.contains("[" + address + "]:" + port));
    }

    /**
     * Starts a stopped container, and unpauses a paused one.
     *
     * <p>An engine that has just been restarted starts its containers itself, and refuses to start a container that it
     * is starting. So a refusal only counts when the container still does not run after five seconds.
     *
     * @throws Failure when the engine refuses
     */
    public void startIfStopped(EngineContainer container) {
        if (container.isRunning()) {
            return;
        }
        if (container.isPaused()) {
            engine.unpause(container.id());
            return;
        }
        try {
            start(container.id(), container.name());
        } catch (Failure refusal) {
            if (!runsBefore(Deadline.in(ENGINE_START_TIME), container)) {
                throw refusal;
            }
        }
    }

    /** Whether no process of the container runs. The processes of a paused container exist. */
    public static boolean isStopped(EngineContainer container) {
        return container.wasNeverStarted()
                || container.state().is(ContainerState.EXITED)
                || container.state().is(ContainerState.DEAD);
    }

    /** Stops a container that is not stopped. The engine kills it after 20 seconds. */
    public void stopIfRunning(EngineContainer container) {
        if (isStopped(container)) {
            return;
        }
        if (container.isPaused()) {
            engine.unpause(container.id()); // paused processes do not receive SIGTERM
        }
        engine.stop(container.id(), Math.toIntExact(Math.max(1, STOP_TIME.toSeconds())));
    }

    private boolean runsBefore(Deadline deadline, EngineContainer container) {
        try {
            Await.until(container.name(), deadline, () -> {
                EngineContainer now = engine.container(container.id());
                return Answer.readyIf(now.isRunning(), "it is " + now.state());
            });
            return true;
        } catch (Failure stillNot) {
            if (stillNot.kind() == FailureKind.TIMED_OUT) {
                return false;
            }
            throw stillNot;
        }
    }

    private String create(ContainerSpecification container) {
        try {
            return Uninterruptible.call(() -> engine.createContainer(container));
        } catch (EngineException exception) {
            throw refused("can't create the container " + container.name(), exception);
        }
    }

    private void start(String id, String name) {
        try {
            engine.start(id);
        } catch (EngineException exception) {
            throw refused("can't start the container " + name, exception);
        }
    }

    private static Failure refused(String what, EngineException exception) {
        return exception.isUnreachable() || exception.isTooLate()
                ? EngineFailure.of(exception)
                : Failure.of(FailureKind.FAILED, what)
                        .because(exception.text())
                        .advise(ErrorHints.of(exception.text()))
                        .causedBy(exception);
    }
}
