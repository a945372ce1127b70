package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Gives nodes the swarm labels and the availability that the lab file names. */
public final class LabelsAndAvailability {

    private final LabRun lab;

    LabelsAndAvailability(LabRun lab) {
        this.lab = lab;
    }

    /**
     * Does nothing when the node has them already.
     *
     * @return false when another client updated the node at the same time, so that the update must be repeated
     */
    boolean apply(NodePlan wanted, SwarmNode known, NodeDaemon manager) {
        if (changes(wanted, known).isEmpty()) {
            return true;
        }
        try {
            manager.update(known, known.role(), availability(wanted), wanted.labels());
            if (lab.isKnown(wanted)) {
                noticeChanges(wanted, known);
            }
            return true;
        } catch (EngineException exception) {
            if (KnownMessage.CHANGED_MEANWHILE.isIn(exception.text())) {
                return false;
            }
            throw exception;
        }
    }

    /** Reports the values that are overwritten, since the user may have set them by hand. */
    void noticeChanges(NodePlan wanted, SwarmNode known) {
        List<String> changes = changes(wanted, known);
        if (!changes.isEmpty()) {
            lab.notice(wanted.name() + ": " + String.join(", ", changes) + ", as in the lab file");
        }
    }

    /** The differences to the lab file, as in {@code availability drain -> active}. */
    public static List<String> changes(NodePlan wanted, SwarmNode known) {
        List<String> changes = new ArrayList<>();
        Reported<NodeAvailability> availability = availability(wanted);
        if (!known.availability().equals(availability)) {
            changes.add("availability " + known.availability() + " -> " + availability);
        }
        if (!known.labels().equals(wanted.labels())) {
            changes.add("labels " + new TreeMap<>(known.labels()) + " -> " + new TreeMap<>(wanted.labels()));
        }
        return changes;
    }

    private static Reported<NodeAvailability> availability(NodePlan wanted) {
        return Reported.of(
                switch (wanted.availability()) {
                    case ACTIVE -> NodeAvailability.ACTIVE;
                    case PAUSE -> NodeAvailability.PAUSE;
                    case DRAIN -> NodeAvailability.DRAIN;
                });
    }
}
