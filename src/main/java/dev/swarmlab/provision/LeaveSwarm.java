package dev.swarmlab.provision;

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

/**
 * Takes nodes out of the swarm before their containers are removed, so that the managers that stay keep their quorum.
 * Whether they would is for the swarm to say: it refuses to demote a manager that the others can't do without.
 */
public final class LeaveSwarm {

    private final OpenLab lab;
    private final List<EngineContainer> leaving;
    private final Deadline deadline;

    /** @param leaving all nodes that will leave: they are asked about the swarm only when no other node answers */
    public LeaveSwarm(OpenLab lab, List<EngineContainer> leaving, Deadline deadline) {
        this.lab = lab;
        this.leaving = leaving;
        this.deadline = deadline;
    }

    /**
     * Returns once a node has no vote among the managers, so that its container may be removed.
     *
     * @throws Failure when the managers can't do without it, or when nobody can tell
     */
    public void giveUpVote(EngineContainer node) {
        await(OpenLab.nameOf(node), () -> {
            try {
                return ask(manager -> {
                    List<SwarmNode> members = manager.nodes();
                    Answer demoted = demoted(OpenLab.nameOf(node), manager, members);
                    return demoted instanceof Answer.NotYet || !isComing(node, members)
                            ? demoted
                            : Answer.notYet("it is joining the swarm");
                });
            } catch (Failure nobodyAnswers) {
                return Answer.readyIf(!mayVote(node), nobodyAnswers.getMessage());
            }
        });
    }

    /**
     * Removes every member of that name from the swarm, since its container or its data are gone. A manager is demoted first.
     *
     * @throws Failure when the managers can't do without it
     */
    public void removeMembers(String name) {
        await(name, () -> {
            try {
                return ask(manager -> {
                    List<SwarmNode> members = manager.nodes();
                    Answer demoted = demoted(name, manager, members);
                    if (!(demoted instanceof Answer.NotYet)) {
                        members.stream()
                                .filter(member -> member.hostname().equals(name))
                                .forEach(manager::removeNode);
                    }
                    return demoted;
                });
            } catch (Failure nobodyAnswers) {
                return Answer.notYet(nobodyAnswers.getMessage());
            }
        });
    }

    private void await(String name, Probe probe) {
        try {
            Await.until(name + " to be demoted", deadline, probe);
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

    /** Demotes the members of that name; ready when none of them counts for the quorum any more. */
    private static Answer demoted(String name, NodeDaemon manager, List<SwarmNode> members) {
        for (SwarmNode member : members) {
            // One that has the role without a vote can't be demoted, and need not be.
            if (!member.hostname().equals(name) || !member.votes()) {
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
    public void strikeOff(String name) {
        List<SwarmNode> own = ask(NodeDaemon::nodes).stream()
                .filter(member -> member.hostname().equals(name) && !member.votes())
                .toList();
        own.forEach(member -> ask(daemon -> {
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
                return OpenLab.isManager(node);
            }
        }
        return OpenLab.isManager(node);
    }

    /** Whether its daemon has never run: it may have been made by a run that was killed, for a swarm that never was. */
    private boolean isNew(EngineContainer node) {
        return node.state().equals("created")
                && lab.engine().volumes().stream()
                        .filter(volume -> volume.name().equals(LabNames.volume(lab.name(), OpenLab.nameOf(node))))
                        .allMatch(volume ->
                                node.label(Labels.RUN).equals(volume.labels().get(Labels.RUN)));
    }

    /** Whether a node that has no vote yet is about to get one. */
    private boolean isComing(EngineContainer node, List<SwarmNode> members) {
        boolean isManager = members.stream()
                .anyMatch(member -> member.hostname().equals(OpenLab.nameOf(node)) && member.isManager());
        try {
            if (!node.isRunning()) {
                return false;
            }
            SwarmMembership own = lab.daemon(node).membership();
            return own.isJoining() || (isManager && own.isManager());
        } catch (EngineException silent) {
            return false;
        }
    }
}
