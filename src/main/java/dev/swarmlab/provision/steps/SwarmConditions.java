package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LockedSwarm;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Map;

/** Checks the swarm that a lab had before. Each method throws a failure with advice when its condition is not met. */
final class SwarmConditions {

    private final LabRun lab;
    private final Map<EngineContainer, SwarmMembership> members;

    /** @param members the memberships that the daemons of the running nodes report */
    SwarmConditions(LabRun lab, Map<EngineContainer, SwarmMembership> members) {
        this.lab = lab;
        this.members = members;
    }

    void mustBeUnlocked(String name, SwarmMembership own) {
        LockedSwarm.refuse(name, own);
    }

    /** Managers find each other by the addresses with which they joined. */
    void mustHaveItsAddress(String name, SwarmMembership own) {
        lab.plan().nodes().stream()
                .filter(node -> node.name().equals(name) && !own.address().equals(node.address()))
                .findFirst()
                .ifPresent(node -> {
                    throw Failure.of(FailureKind.FAILED, "the swarm of the lab has other addresses than its nodes")
                            .because(name + " joined it with the address " + own.address() + " and has "
                                    + node.address()
                                    + " now: the lab's network was removed, and another network has its"
                                    + " subnet")
                            .advise("Remove the network with the subnet of " + own.address()
                                    + " (see: docker network ls), and run: swarmlab up --subnet SUBNET\n"
                                    + "Or recreate the lab with: swarmlab down "
                                    + lab.plan().lab() + ", then run swarmlab up again");
                });
    }

    /**
     * Two managers that do not list each other are in two swarms, each with services of its own. Only the user can
     * decide which one to keep. A manager that the others have removed finds no leader: it is in no swarm.
     *
     * @param listed the nodes that this manager lists
     */
    void mustBeTheOnlySwarm(String name, SwarmMembership own, List<SwarmNode> listed) {
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
                throw twoSwarms(name, listed, LabClient.nameOf(other.getKey()), listedThere);
            }
        }
    }

    private Failure twoSwarms(String name, List<SwarmNode> listed, String other, List<SwarmNode> listedThere) {
        return Failure.of(FailureKind.FAILED, "the nodes of the lab are in two swarms")
                .because("the swarm of " + name + " has the nodes " + names(listed) + "; the swarm of " + other
                        + " has the nodes " + names(listedThere))
                .advise("See the services of each swarm with: swarmlab exec " + name
                        + " -- docker service ls; swarmlab exec "
                        + other
                        + " -- docker service ls\nTo end one of them, run on each of its nodes: swarmlab exec NODE"
                        + " -- docker swarm leave --force. Then run the command again.\n"
                        + "Or recreate the lab with: swarmlab down "
                        + lab.plan().lab() + ", then run swarmlab up again");
    }

    private static boolean isListed(SwarmMembership member, List<SwarmNode> listed) {
        return listed.stream().map(SwarmNode::id).anyMatch(member.nodeId()::equals);
    }

    private static String names(List<SwarmNode> nodes) {
        return String.join(
                ", ", nodes.stream().map(SwarmNode::hostname).sorted().toList());
    }
}
