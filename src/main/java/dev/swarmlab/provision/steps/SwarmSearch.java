package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the swarm of the nodes that a lab had before, through any of them that is a manager and answers. */
final class SwarmSearch {

    private final LabRun lab;
    private final LabClient client;
    private final List<NodePlan> known;
    private final Deadline elected;

    /**
     * @param known the nodes that the lab had before
     * @param elected until when the managers may be without a leader because of an election
     */
    SwarmSearch(LabRun lab, List<NodePlan> known, Deadline elected) {
        this.lab = lab;
        this.client = lab.opened();
        this.known = known;
        this.elected = elected;
    }

    /**
     * Ready when a manager has answered, or when it is certain that the lab has no swarm.
     *
     * @throws Failure when the run can't go on with the swarm
     */
    Answer poll() {
        List<String> reasons = new ArrayList<>();
        Map<EngineContainer, SwarmMembership> members = memberships(reasons);
        SwarmConditions conditions = new SwarmConditions(lab, members);
        Quorum quorum = new Quorum(lab, members);
        for (Map.Entry<EngineContainer, SwarmMembership> member : members.entrySet()) {
            String name = LabClient.nameOf(member.getKey());
            SwarmMembership own = member.getValue();
            conditions.mustBeUnlocked(name, own);
            if (own.isManager()) {
                try {
                    NodeDaemon manager = client.daemon(member.getKey());
                    List<SwarmNode> listed = manager.nodes();
                    conditions.mustHaveItsAddress(name, own);
                    conditions.mustBeTheOnlySwarm(name, own, listed);
                    // A leader that has lost the other managers goes on answering for some seconds.
                    quorum.mustBePossible(name, own, listed);
                    lab.admitToFoundSwarm(manager.joinTokens(), own.address());
                    return Answer.ready();
                } catch (EngineException noLeader) {
                    reasons.add(name + ": " + noLeader.text());
                    if (elected.isPast()) {
                        quorum.mustBePossible(name, own);
                    }
                }
            } else if (own.mayBeManager(LabClient.isManager(member.getKey()))) {
                reasons.add(name + ": " + own.described());
            }
        }
        known.forEach(node -> NodeHealth.mustStillRun(lab, node));
        if (reasons.isEmpty()) {
            leaveLostSwarm(members);
            return Answer.ready();
        }
        return Answer.notYet(String.join("; ", reasons));
    }

    /**
     * The memberships that the daemons of the running nodes report. The errors of the daemons that do not answer are
     * added to the reasons.
     */
    private Map<EngineContainer, SwarmMembership> memberships(List<String> reasons) {
        Map<EngineContainer, SwarmMembership> members = new LinkedHashMap<>();
        for (EngineContainer node : client.nodes()) {
            if (node.isRunning()) {
                try {
                    members.put(node, client.daemon(node).membership());
                } catch (EngineException silent) {
                    reasons.add(LabClient.nameOf(node) + ": " + silent.text());
                }
            }
        }
        return members;
    }

    /** Called when all nodes have answered and none is a manager. Without a manager, the state of the swarm is lost. */
    private void leaveLostSwarm(Map<EngineContainer, SwarmMembership> members) {
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
                            .because(names + ": the manager that they know has the address " + address
                                    + ", which is not an address of this lab")
                            .advise("Start that manager, or recreate the lab with: swarmlab down "
                                    + lab.plan().lab() + ", then run swarmlab up again");
                });
        lab.notice("the last manager has left the swarm, and the swarm's services are lost: " + names
                + " will join a new swarm");
        left.forEach(node -> client.daemon(node).leaveSwarm(true));
    }
}
