package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Probe;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Waits until every node is ready and one of them leads, and gives the nodes their labels and availability. */
public final class AwaitSwarm implements Runnable {

    private final LabRun lab;
    private List<SwarmNode> members = List.of();

    public AwaitSwarm(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        lab.progress().during(Step.READY, lab.plan().lab(), () -> {
            NodePlan first = lab.plan().firstManager();
            Probe<Answer> probe = lab.hasFoundSwarm()
                    ? this::askAnyManager
                    : NodeHealth.whileItRuns(lab, first, () -> ask(lab.firstManager()));
            Await.until("the swarm to be ready", lab.deadline(), probe);
            allMustRun();
            tellOfPromotedWorkers();
            return lab.plan().nodes().size() + " nodes ready";
        });
    }

    private Answer askAnyManager() {
        Answer answer = lab.opened().probe(this::ask);
        if (answer instanceof Answer.NotYet) {
            lab.plan().managers().forEach(node -> NodeHealth.mustStillRun(lab, node));
        }
        return answer;
    }

    private Answer ask(NodeDaemon manager) {
        members = manager.nodes();
        Answer cleared = strikeOff(manager, members);
        return cleared instanceof Answer.NotYet ? cleared : state(members, manager);
    }

    /** Somebody has promoted them, and means it: they stay as they are. */
    private void tellOfPromotedWorkers() {
        Set<String> workers = lab.plan().workers().stream().map(NodePlan::name).collect(Collectors.toSet());
        members.stream()
                .filter(node -> node.isManager() && workers.contains(nameOf(node)))
                .forEach(node -> lab.notice(
                        node.hostname() + " is a manager, which the lab file does not say; it stays one until:"
                                + " swarmlab exec manager -- docker node demote " + node.hostname()));
    }

    /** A swarm takes a node that has just died for ready until it misses its heartbeats. */
    private void allMustRun() {
        Set<String> running = lab.engine().containers().stream()
                .filter(EngineContainer::isRunning)
                .map(EngineContainer::name)
                .collect(Collectors.toSet());
        lab.plan().nodes().stream()
                .filter(node -> !running.contains(node.container()))
                .forEach(node -> NodeHealth.mustStillRun(lab, node));
    }

    private Answer state(List<SwarmNode> nodes, NodeDaemon manager) {
        List<NodePlan> wanted = lab.plan().nodes();
        Map<String, SwarmNode> ready = new HashMap<>();
        nodes.stream()
                .filter(node -> node.isReady() && !isPredecessor(node))
                .forEach(node -> ready.put(nameOf(node), node));
        for (NodePlan node : wanted) {
            SwarmNode known = ready.get(node.name());
            if (known == null) {
                NodeHealth.mustStillRun(lab, node);
                return Answer.notYet(node.name() + " is " + lastState(node, nodes));
            }
        }
        long leaders = nodes.stream().filter(SwarmNode::leader).count();
        if (leaders != 1) {
            return Answer.notYet("the swarm has " + leaders + " leaders");
        }
        for (NodePlan node : wanted) {
            SwarmNode known = ready.get(node.name());
            if (known != null && !adjust(node, known, manager)) {
                return Answer.notYet(node.name() + " has not taken its labels yet");
            }
        }
        return Answer.ready();
    }

    private String lastState(NodePlan node, List<SwarmNode> nodes) {
        return nodes.stream()
                .filter(known -> nameOf(known).equals(node.name()))
                .findFirst()
                .map(known -> known.state() + (known.message().isEmpty() ? "" : " (" + known.message() + ")"))
                .orElse("unknown to the swarm");
    }

    /** Says what of a node is overwritten: somebody may have set it by hand. */
    void tellOfChanges(NodePlan wanted, SwarmNode known) {
        List<String> changes = changes(wanted, known);
        if (!changes.isEmpty()) {
            lab.notice(wanted.name() + ": " + String.join(", ", changes) + ", as the lab file says");
        }
    }

    /** How a node differs from what the lab file says of it, as in {@code availability drain -> active}. */
    private static List<String> changes(NodePlan wanted, SwarmNode known) {
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

    /** Sets what the lab file says of a node. False when someone else changed the node at the same moment. */
    boolean adjust(NodePlan wanted, SwarmNode known, NodeDaemon manager) {
        if (changes(wanted, known).isEmpty()) {
            return true;
        }
        try {
            manager.update(known, known.role(), availability(wanted), wanted.labels());
            if (lab.isKnown(wanted)) {
                tellOfChanges(wanted, known);
            }
            return true;
        } catch (EngineException exception) {
            if (exception.text().contains("out of sequence")) {
                return false;
            }
            throw exception;
        }
    }

    /** Whether a node has the name of one of the lab's whose id is another. */
    private boolean isPredecessor(SwarmNode node) {
        String id = lab.nodeIds().get(nameOf(node));
        return id != null && !id.equals(node.id());
    }

    /**
     * The name of a node, by its id where that is known. Right after an election the swarm may show a manager under the name
     * of a worker that has just connected through it.
     */
    private String nameOf(SwarmNode node) {
        return lab.nodeIds().entrySet().stream()
                .filter(known -> known.getValue().equals(node.id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(node.hostname());
    }

    /**
     * A node that was recreated is on the list twice, one that was removed is on it still; neither comes back. Only what is
     * down is removed: a node that has just joined is not ready either, and the swarm doesn't know its name yet. A manager
     * that is down is removed only when another node has its name, since it may be somebody's own; so may a node with a name
     * that labs do not give.
     */
    private Answer strikeOff(NodeDaemon manager, List<SwarmNode> nodes) {
        Set<String> wanted = lab.plan().nodes().stream().map(NodePlan::name).collect(Collectors.toSet());
        Set<String> ready =
                nodes.stream().filter(SwarmNode::isReady).map(this::nameOf).collect(Collectors.toSet());
        for (SwarmNode node : nodes) {
            boolean replaced = ready.contains(nameOf(node));
            boolean leftOver = LabNames.isNode(nameOf(node))
                    && !wanted.contains(nameOf(node))
                    && !node.isManager()
                    && !node.votes();
            if (!isPredecessor(node) && !(node.isDown() && (replaced || leftOver))) {
                continue;
            }
            if (node.votes()) {
                if (node.isManager()) {
                    manager.update(node, SwarmNode.WORKER, node.availability(), node.labels());
                }
                return Answer.notYet("the managers still count the vote of a " + node.hostname() + " that is gone");
            }
            manager.removeNode(node);
        }
        return Answer.ready();
    }
}
