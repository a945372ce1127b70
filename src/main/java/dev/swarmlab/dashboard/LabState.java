package dev.swarmlab.dashboard;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.swarm.SwarmChange;
import dev.swarmlab.swarm.SwarmChange.Tone;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combines what the managers and the engine report about one lab, and passes changes to the publisher. Thread-safe. */
final class LabState {

    private static final String CONNECTING = "connecting to the managers";

    private final String lab;
    private final StatePublisher publisher;
    private final LabViewBuilder viewBuilder;
    private List<EngineContainer> containers = List.of();
    private SwarmSnapshot snapshot = SwarmSnapshot.EMPTY;
    private String swarmProblem = CONNECTING;
    private String engineProblem = "";
    private boolean reportedUnreachable;
    private @Nullable LabView published;

    LabState(String lab, StatePublisher publisher) {
        this.lab = lab;
        this.publisher = publisher;
        this.viewBuilder = new LabViewBuilder(lab);
    }

    synchronized void updateSwarm(SwarmSnapshot next) {
        if (swarmProblem.isEmpty() && next.equals(snapshot)) {
            return;
        }
        List<TimelineEvent.Change> changes = new ArrayList<>();
        if (reportedUnreachable) {
            reportedUnreachable = false;
            changes.add(TimelineEvent.Change.ofLab(lab, Tone.GOOD, "is reachable again"));
        }
        // Compared with an empty snapshot, every node, service and task would be new.
        if (!snapshot.view().nodes().isEmpty()) {
            SwarmChange.between(snapshot.view(), next.view())
                    .forEach(change -> changes.add(TimelineEvent.Change.of(change)));
        }
        snapshot = next;
        swarmProblem = "";
        publish(changes);
    }

    /** No manager answers: the last snapshot stays, and the reason is shown with it. */
    synchronized void swarmUnreachable(String reason) {
        if (reason.equals(swarmProblem)) {
            return;
        }
        boolean wasReachable = swarmProblem.isEmpty();
        swarmProblem = reason;
        reportedUnreachable |= wasReachable;
        publish(
                wasReachable
                        ? List.of(TimelineEvent.Change.ofLab(lab, Tone.BAD, "is unreachable: " + reason))
                        : List.of());
    }

    /** @param nodes the containers of all of the lab's nodes */
    synchronized void updateContainers(List<EngineContainer> nodes) {
        List<TimelineEvent.Change> changes = containers.isEmpty() ? List.of() : between(containers, nodes);
        containers = List.copyOf(nodes);
        engineProblem = "";
        publish(changes);
    }

    /** The engine does not answer: the last states of the containers stay. The managers may still answer. */
    synchronized void engineUnreachable(String reason) {
        engineProblem = reason;
        publish(List.of());
    }

    synchronized List<EngineContainer> containers() {
        return containers;
    }

    private static List<TimelineEvent.Change> between(List<EngineContainer> before, List<EngineContainer> after) {
        Map<String, Reported<ContainerState>> states = new HashMap<>();
        before.forEach(container -> states.put(container.label(Labels.NODE), container.state()));
        List<TimelineEvent.Change> changes = new ArrayList<>();
        for (EngineContainer container : after) {
            String node = container.label(Labels.NODE);
            Reported<ContainerState> stateBefore = states.remove(node);
            if (!container.state().equals(stateBefore)) {
                Tone tone = container.isRunning() ? Tone.GOOD : Tone.BAD;
                changes.add(TimelineEvent.Change.ofNode(node, tone, text(container)));
            }
        }
        states.keySet().forEach(node -> changes.add(TimelineEvent.Change.ofNode(node, Tone.NEUTRAL, "was removed")));
        return changes;
    }

    private static String text(EngineContainer container) {
        return switch (container.state().value()) {
            case EXITED, DEAD -> "is stopped";
            case RUNNING, PAUSED, CREATED, RESTARTING, REMOVING, UNKNOWN -> "is " + container.state();
        };
    }

    private void publish(List<TimelineEvent.Change> changes) {
        LabView view = viewBuilder.build(
                snapshot.view(),
                snapshot.networks(),
                containers,
                engineProblem.isEmpty() ? swarmProblem : engineProblem);
        if (!view.equals(published) || !changes.isEmpty()) {
            published = view;
            publisher.update(view, changes);
        }
    }
}
