package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Probe;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Removes nodes from the swarm before their containers are removed, so that the other managers keep their quorum. The
 * swarm itself decides: it refuses to demote a manager without which the others have no quorum.
 */
public final class LeaveSwarm {

    private final LabClient lab;
    private final List<EngineContainer> leaving;
    private final Supplier<Deadline> deadline;
    private final NodeIdentity identity;
    private final NodeVote vote;

    /**
     * @param leaving all nodes that will leave: they are asked about the swarm only when no other node answers
     * @param deadline asked for each node: until when the swarm may take to demote it
     */
    public LeaveSwarm(LabClient lab, List<EngineContainer> leaving, Supplier<Deadline> deadline) {
        this.lab = lab;
        this.leaving = leaving;
        this.deadline = deadline;
        this.identity = new NodeIdentity(lab);
        this.vote = new NodeVote(lab);
    }

    /**
     * The order in which nodes leave: stopped nodes first. A stopped manager counts for the quorum, but does not vote.
     * Once it has left, the swarm can lose more of the running ones.
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
     * @throws Failure when the managers have no quorum without it, or when none of them answers and it may have a vote
     */
    public void giveUpVote(EngineContainer node) {
        await(LabClient.nameOf(node), () -> {
            try {
                Predicate<SwarmNode> own = identity.of(node);
                return ask(manager -> {
                    List<SwarmNode> members = manager.nodes();
                    Answer demoted = demoted(own, manager, members);
                    return demoted instanceof Answer.NotYet
                                    || !vote.isExpected(
                                            node, members.stream().filter(own).toList())
                            ? demoted
                            : Answer.notYet("it is joining the swarm");
                });
            } catch (Failure nobodyAnswers) {
                return Answer.readyIf(!vote.mayVote(node), nobodyAnswers.getMessage());
            }
        });
    }

    /**
     * Removes every member of a node's name from the swarm, for a node that has lost its data or its membership. A
     * manager is demoted first.
     *
     * @throws Failure when the managers have no quorum without it
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

    /**
     * Removes a node from the swarm's list of members.
     *
     * <p>Call this after the node's container was removed. The swarm would otherwise list the node as ready until it
     * misses its heartbeats, and after that as a member that is down.
     */
    public void removeMember(EngineContainer node) {
        Predicate<SwarmNode> own = identity.of(node);
        List<SwarmNode> members = ask(NodeDaemon::nodes).stream()
                .filter(member -> own.test(member) && !member.votes())
                .toList();
        members.forEach(member -> ask(daemon -> {
            daemon.removeNode(member);
            return member;
        }));
    }

    private void await(String name, Probe<Answer> probe) {
        try {
            Await.until(name + " to be demoted", deadline.get(), probe);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            throw Failure.of(FailureKind.FAILED, "can't remove the node " + name + " from the swarm")
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
                        .map(LabClient::nameOf)
                        .toList());
        return (stopped.isEmpty()
                        ? "Check that the other managers are reachable with: swarmlab exec manager -- docker node ls"
                        : "Start the stopped nodes with: swarmlab node start --lab " + lab.name() + " " + stopped)
                + "\nThen run the command again, or remove the lab with: swarmlab down " + lab.name();
    }

    /** Demotes members; ready when none of them counts for the quorum any more. */
    private static Answer demoted(Predicate<SwarmNode> leaving, NodeDaemon manager, List<SwarmNode> members) {
        for (SwarmNode member : members) {
            // A member that has the role of a manager but no vote can't be demoted, and need not be.
            if (!leaving.test(member) || !member.votes()) {
                continue;
            }
            if (member.isManager()) {
                try {
                    manager.update(member, Reported.of(NodeRole.WORKER), member.availability(), member.labels());
                } catch (EngineException refusal) {
                    return Answer.notYet(refusal.text());
                }
            }
            return Answer.notYet("the other managers still count its vote");
        }
        return Answer.ready();
    }

    /** The answer of the first manager that answers. The nodes that leave are asked last. */
    private <T> T ask(Function<NodeDaemon, T> question) {
        List<EngineContainer> running = new ArrayList<>(
                lab.nodes().stream().filter(EngineContainer::isRunning).toList());
        running.sort(Comparator.comparing(this::leaves)); // a stable sort: managers stay first
        return lab.askFirstOf(running, (node, daemon) -> question.apply(daemon));
    }

    private boolean leaves(EngineContainer node) {
        return leaving.stream().anyMatch(each -> each.id().equals(node.id()));
    }
}
