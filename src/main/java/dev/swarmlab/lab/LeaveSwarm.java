package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Probe;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes nodes out of the swarm before their containers are removed, so that the managers that stay keep their quorum.
 * Whether they would is for the swarm to say: it refuses to demote a manager that the others can't do without.
 */
public final class LeaveSwarm {

    private final LabClient lab;
    private final List<EngineContainer> leaving;
    private final Supplier<Deadline> deadline;
    private final NodeIdentity identity;

    /**
     * @param leaving all nodes that will leave: they are asked about the swarm only when no other node answers
     * @param deadline until when the swarm is given to let one node go, asked for each of them
     */
    public LeaveSwarm(LabClient lab, List<EngineContainer> leaving, Supplier<Deadline> deadline) {
        this.lab = lab;
        this.leaving = leaving;
        this.deadline = deadline;
        this.identity = new NodeIdentity(lab);
    }

    /**
     * The order in which nodes leave: those that have stopped first. A manager that has stopped counts for the quorum and adds
     * nothing to it, so without it the others can do without more of the rest.
     */
    public static List<EngineContainer> inOrder(List<EngineContainer> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing(EngineContainer::isRunning))
                .toList();
    }

    /** Whether a member of the swarm is that node. */
    public boolean isMember(EngineContainer node, SwarmNode member) {
        return identity.of(node).test(member);
    }

    /**
     * Returns once a node has no vote among the managers, so that its container may be removed.
     *
     * @throws Failure when the managers can't do without it, or when nobody can tell
     */
    public void giveUpVote(EngineContainer node) {
        await(LabClient.nameOf(node), () -> {
            try {
                Predicate<SwarmNode> own = identity.of(node);
                return ask(manager -> {
                    List<SwarmNode> members = manager.nodes();
                    Answer demoted = demoted(own, manager, members);
                    return demoted instanceof Answer.NotYet
                                    || !isComing(
                                            node, members.stream().filter(own).toList())
                            ? demoted
                            : Answer.notYet("it is joining the swarm");
                });
            } catch (Failure nobodyAnswers) {
                return Answer.readyIf(!mayVote(node), nobodyAnswers.getMessage());
            }
        });
    }

    /**
     * Removes every member of a node's name from the swarm, since the node has lost its data or its place. A manager is demoted
     * first.
     *
     * @throws Failure when the managers can't do without it
     */
    public void removeMembers(String name) {
        await(name, () -> {
            try {
                Predicate<SwarmNode> former = identity.named(name);
                return ask(manager -> {
                    List<SwarmNode> members = manager.nodes();
                    Answer demoted = demoted(former, manager, members);
                    if (!(demoted instanceof Answer.NotYet)) {
                        members.stream().filter(former).forEach(manager::removeNode);
                    }
                    return demoted;
                });
            } catch (Failure nobodyAnswers) {
                return Answer.notYet(nobodyAnswers.getMessage());
            }
        });
    }

    private void await(String name, Probe<Answer> probe) {
        try {
            Await.until(name + " to be demoted", deadline.get(), probe);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            throw Failure.of(FailureKind.FAILED, "can't remove " + name + " without harm to the swarm")
                    .because(failure.reason())
                    .advise(advice())
                    .causedBy(failure);
        }
    }

    /** What a user can do about a manager that can't be removed. */
    private String advice() {
        String stopped = String.join(
                " ",
                lab.nodes().stream()
                        .filter(node -> !node.isRunning())
                        .map(EngineContainer::name)
                        .toList());
        return (stopped.isEmpty()
                        ? "See that the other managers are reachable with: swarmlab exec manager -- docker node ls;"
                        : "Start the nodes that have stopped with: docker start " + stopped + ";")
                + " then type the command again, or remove the whole lab with: swarmlab down " + lab.name();
    }

    /** Demotes members; ready when none of them counts for the quorum any more. */
    private static Answer demoted(Predicate<SwarmNode> leaving, NodeDaemon manager, List<SwarmNode> members) {
        for (SwarmNode member : members) {
            // One that has the role without a vote can't be demoted, and need not be.
            if (!leaving.test(member) || !member.votes()) {
                continue;
            }
            if (member.isManager()) {
                try {
                    manager.update(member, SwarmNode.WORKER, member.availability(), member.labels());
                } catch (EngineException refusal) {
                    return Answer.notYet(refusal.text());
                }
            }
            return Answer.notYet("the other managers still count its vote");
        }
        return Answer.ready();
    }

    /** Removes a node from the swarm's list. To be called once its container is gone, else it would be listed for ever. */
    public void strikeOff(EngineContainer node) {
        Predicate<SwarmNode> own = identity.of(node);
        List<SwarmNode> members = ask(NodeDaemon::nodes).stream()
                .filter(member -> own.test(member) && !member.votes())
                .toList();
        members.forEach(member -> ask(daemon -> {
            daemon.removeNode(member);
            return member;
        }));
    }

    /** What a manager answers. The engine's own words are thrown when the last one asked did not do it. */
    private <T> T ask(Function<NodeDaemon, T> question) {
        List<EngineContainer> running = new ArrayList<>(
                lab.nodes().stream().filter(EngineContainer::isRunning).toList());
        running.sort(Comparator.comparing(this::leaves)); // stable: managers stay first
        return lab.askFirstOf(running, (node, daemon) -> question.apply(daemon));
    }

    private boolean leaves(EngineContainer node) {
        return leaving.stream().anyMatch(each -> each.id().equals(node.id()));
    }

    /** Whether a node's daemon may be one of the managers, as far as it can be told without asking them. */
    private boolean mayVote(EngineContainer node) {
        if (isNew(node)) {
            return false;
        }
        if (node.isRunning()) {
            try {
                SwarmMembership own = lab.daemon(node).membership();
                return own.isManager() || own.isJoining();
            } catch (EngineException silent) {
                return LabClient.isManager(node);
            }
        }
        return LabClient.isManager(node);
    }

    /** Whether its daemon has never run: it may have been made by a run that was killed, for a swarm that never was. */
    private boolean isNew(EngineContainer node) {
        return node.wasNeverStarted()
                && lab.engine().volumes().stream()
                        .filter(volume -> volume.name().equals(LabNames.volume(lab.name(), LabClient.nameOf(node))))
                        .allMatch(volume ->
                                node.label(Labels.RUN).equals(volume.labels().get(Labels.RUN)));
    }

    /**
     * Whether a node that has no vote yet is about to get one.
     *
     * @param own what the swarm lists of it
     */
    private boolean isComing(EngineContainer node, List<SwarmNode> own) {
        boolean isManager = own.stream().anyMatch(SwarmNode::isManager);
        try {
            if (!node.isRunning()) {
                return false;
            }
            SwarmMembership membership = lab.daemon(node).membership();
            return membership.isJoining() || (isManager && membership.isManager());
        } catch (EngineException silent) {
            return false;
        }
    }
}
