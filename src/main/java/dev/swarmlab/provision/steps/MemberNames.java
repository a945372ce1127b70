package dev.swarmlab.provision.steps;

import dev.swarmlab.lab.LabRun;
import dev.swarmlab.swarm.SwarmNode;
import java.util.Map;

/**
 * Tells which node of the lab a member of the swarm is: by its id where this run has read the id from the node, else by
 * its hostname. Right after an election, the swarm may show a manager under the name of a worker that has just
 * connected through it.
 */
final class MemberNames {

    private final LabRun lab;

    MemberNames(LabRun lab) {
        this.lab = lab;
    }

    String of(SwarmNode member) {
        return lab.nodeIds().entrySet().stream()
                .filter(known -> known.getValue().equals(member.id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(member.hostname());
    }

    /** Whether the lab's node of that name has another id, so that this member is its predecessor. */
    boolean isPredecessor(SwarmNode member) {
        String id = lab.nodeIds().get(of(member));
        return id != null && !id.equals(member.id());
    }
}
