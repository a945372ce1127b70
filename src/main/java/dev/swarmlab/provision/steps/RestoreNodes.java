package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Starts the nodes that the lab had before and makes each of them a member of the lab's swarm, before anything is removed
 * or added. The swarm is asked through whichever node is a manager of it and answers. A lab that is new has none.
 */
public final class RestoreNodes implements Runnable {

    /** How long managers that have just started may need to agree on a leader. */
    private static final Duration ELECTION = Duration.ofSeconds(30);

    private final LabRun lab;
    private final Duration election;

    public RestoreNodes(LabRun lab) {
        this(lab, ELECTION);
    }

    RestoreNodes(LabRun lab, Duration election) {
        this.lab = lab;
        this.election = election;
    }

    @Override
    public void run() {
        List<NodePlan> known = lab.plan().nodes().stream().filter(lab::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        lab.parallel()
                .allOrFirstFailure(
                        known.stream().map(node -> new StartNode(lab, node)).toList());
        Deadline elected = Deadline.in(election);
        Await.until("a manager of the lab's swarm to answer", lab.deadline(), () -> findSwarm(known, elected));
        if (lab.hasFoundSwarm()) {
            lab.parallel()
                    .allOrFirstFailure(
                            known.stream().map(node -> new JoinSwarm(lab, node)).toList());
            // The manager that answered may be one that the lab file no longer wants.
            known.stream()
                    .filter(NodePlan::isManager)
                    .findFirst()
                    .ifPresent(manager -> lab.admit(lab.joinTokens().await(lab.deadline()), manager.address()));
        }
    }

    /** Ready when a manager has answered, or when it is certain that there is none. */
    private Answer findSwarm(List<NodePlan> known, Deadline elected) {
        LabClient open = lab.opened();
        Map<EngineContainer, SwarmMembership> members = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        for (EngineContainer node : open.nodes()) {
            if (node.isRunning()) {
                try {
                    members.put(node, open.daemon(node).membership());
                } catch (EngineException silent) {
                    reasons.add(LabClient.nameOf(node) + ": " + silent.text());
                }
            }
        }
        for (Map.Entry<EngineContainer, SwarmMembership> member : members.entrySet()) {
            String name = LabClient.nameOf(member.getKey());
            SwarmMembership own = member.getValue();
            if (own.isLocked()) {
                throw locked(name);
            }
            if (own.isManager()) {
                try {
                    NodeDaemon manager = open.daemon(member.getKey());
                    List<SwarmNode> listed = manager.nodes();
                    List<SwarmNode> voters =
                            listed.stream().filter(SwarmNode::votes).toList();
                    mustHaveItsAddress(name, own);
                    mustBeTheOnlySwarm(name, own, listed, members);
                    // A leader that has lost the others goes on answering for some seconds.
                    mustHaveQuorum(name, own, voters.size(), lostVoters(voters, members));
                    lab.admitToFoundSwarm(manager.joinTokens(), own.address());
                    return Answer.ready();
                } catch (EngineException noLeader) {
                    reasons.add(name + ": " + noLeader.text());
                    if (elected.isPast()) {
                        mustHaveQuorum(name, own, own.managers().size(), lostPeers(own, members));
                    }
                }
            } else if (own.mayBeManager(LabClient.isManager(member.getKey()))) {
                reasons.add(name + ": " + own.described());
            }
        }
        known.forEach(node -> NodeHealth.mustStillRun(lab, node));
        if (reasons.isEmpty()) {
            leaveLostSwarm(open, members);
            return Answer.ready();
        }
        return Answer.notYet(String.join("; ", reasons));
    }

    /** Every node answered and none is a manager. What a swarm knows, only its managers keep. */
    private void leaveLostSwarm(LabClient open, Map<EngineContainer, SwarmMembership> members) {
        List<EngineContainer> left = members.entrySet().stream()
                .filter(member -> !member.getValue().isInactive())
                .map(Map.Entry::getKey)
                .toList();
        if (left.isEmpty()) {
            return;
        }
        String names = String.join(", ", left.stream().map(LabClient::nameOf).toList());
        List<String> addresses =
                lab.plan().nodes().stream().map(NodePlan::address).toList();
        members.values().stream()
                .flatMap(member -> member.managers().stream())
                .filter(address -> !addresses.contains(address))
                .findFirst()
                .ifPresent(address -> {
                    throw Failure.of(
                                    FailureKind.FAILED,
                                    "the nodes of the lab are in a swarm whose managers do not answer")
                            .because(names + ": the manager that is known there is at " + address
                                    + ", which is not a node of this lab")
                            .advise("Start that manager, or remove the lab with: swarmlab down "
                                    + lab.plan().lab() + ", then up again");
                });
        lab.notice("the last manager has left the swarm, and all that was deployed is lost with it: " + names
                + " will join a new one");
        left.forEach(node -> open.daemon(node).leaveSwarm(true));
    }

    private Failure locked(String name) {
        return Failure.of(FailureKind.FAILED, "the swarm is locked")
                .because(name + " needs the unlock key that its swarm was given")
                .advise("Unlock it with: swarmlab exec " + name + " -- docker swarm unlock");
    }

    /** Managers find each other by the addresses with which they joined. */
    private void mustHaveItsAddress(String name, SwarmMembership own) {
        lab.plan().nodes().stream()
                .filter(node -> node.name().equals(name) && !own.address().equals(node.address()))
                .findFirst()
                .ifPresent(node -> {
                    throw Failure.of(FailureKind.FAILED, "the swarm of the lab was made with other addresses")
                            .because(name + " joined it as " + own.address() + " and is " + node.address()
                                    + " now, since the lab's network was removed, and something else has its subnet")
                            .advise("Free the subnet of " + own.address()
                                    + " (see: docker network ls), and name it with:"
                                    + " swarmlab up --subnet SUBNET; or start over with: swarmlab down "
                                    + lab.plan().lab() + ", then up again");
                });
    }

    /**
     * Two managers that do not list each other are in two swarms, each with services of its own. Which one the user wants
     * nobody else can tell. A manager that the others have removed finds no leader, and is in none.
     */
    private void mustBeTheOnlySwarm(
            String name, SwarmMembership own, List<SwarmNode> listed, Map<EngineContainer, SwarmMembership> members) {
        for (Map.Entry<EngineContainer, SwarmMembership> other : members.entrySet()) {
            SwarmMembership membership = other.getValue();
            if (!membership.isManager() || isListed(membership, listed)) {
                continue;
            }
            List<SwarmNode> listedThere;
            try {
                listedThere = lab.opened().daemon(other.getKey()).nodes();
            } catch (EngineException noLeader) {
                continue;
            }
            if (!isListed(own, listedThere)) {
                String otherName = LabClient.nameOf(other.getKey());
                throw Failure.of(FailureKind.FAILED, "the nodes of the lab are in two swarms")
                        .because(name + " leads one with " + names(listed) + ", " + otherName
                                + " is a manager of one with " + names(listedThere))
                        .advise("See what runs in each with: swarmlab exec " + name
                                + " -- docker service ls; swarmlab exec "
                                + otherName + " -- docker service ls. Then end one of them by swarmlab exec NODE --"
                                + " docker swarm leave --force on each of its nodes, and type the command again. Or start"
                                + " over with: swarmlab down " + lab.plan().lab() + ", then up again");
            }
        }
    }

    private static boolean isListed(SwarmMembership member, List<SwarmNode> listed) {
        return listed.stream().map(SwarmNode::id).anyMatch(member.nodeId()::equals);
    }

    private static String names(List<SwarmNode> nodes) {
        return String.join(
                ", ", nodes.stream().map(SwarmNode::hostname).sorted().toList());
    }

    /**
     * The managers whose data are lost or which have left, of those that the swarm counts. Right after an election the swarm
     * may show a manager under the name of another node.
     */
    private List<String> lostVoters(List<SwarmNode> voters, Map<EngineContainer, SwarmMembership> members) {
        return voters.stream()
                .filter(voter ->
                        members.values().stream().map(SwarmMembership::nodeId).noneMatch(voter.id()::equals))
                .filter(voter -> lab.plan().nodes().stream()
                        .anyMatch(node -> node.name().equals(voter.hostname())
                                && isAnother(node, own -> own.isNotNode(voter.id()), members)))
                .map(SwarmNode::hostname)
                .toList();
    }

    /** The same when no manager can tell how many it counts: those that this one knew. */
    private List<String> lostPeers(SwarmMembership manager, Map<EngineContainer, SwarmMembership> members) {
        return lab.plan().nodes().stream()
                .filter(node -> manager.managers().contains(node.address()))
                .filter(node -> isAnother(node, SwarmMembership::isInactive, members))
                .map(NodePlan::name)
                .toList();
    }

    /** Whether a node is not what it was: it is new, or its daemon says so. One that does not answer may be the same. */
    private boolean isAnother(
            NodePlan node, Predicate<SwarmMembership> says, Map<EngineContainer, SwarmMembership> members) {
        return members.entrySet().stream()
                .filter(member -> LabClient.nameOf(member.getKey()).equals(node.name()))
                .findFirst()
                .map(member -> says.test(member.getValue()))
                .orElse(!lab.isKnown(node));
    }

    /** Ends the waiting for a quorum when too many managers have lost their data, so that it can't come back. */
    private void mustHaveQuorum(String name, SwarmMembership own, int voters, List<String> lost) {
        if (lost.isEmpty() || voters - lost.size() > voters / 2) {
            return;
        }
        throw Failure.of(FailureKind.FAILED, "the swarm of the lab has lost its quorum")
                .because(String.join(" and ", lost) + " lost their data or left, which leaves " + (voters - lost.size())
                        + " of " + voters + " managers")
                .advise("Make " + name + " the only manager with: swarmlab exec " + name
                        + " -- docker swarm init --force-new-cluster --advertise-addr " + own.address()
                        + "; then type the command again. Or start over with: swarmlab down "
                        + lab.plan().lab() + ", then up again");
    }
}
