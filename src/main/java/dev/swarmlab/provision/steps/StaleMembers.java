package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Reported;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes members of the swarm that will not come back. The predecessor of a node whose id is known is removed at once.
 * Any other member is removed only when it is down, and when another ready member has its name, or the lab no longer
 * has a node of this name. A manager, or a node with a name that labs do not give, may be the user's own: it is removed
 * only when another ready member has its name.
 */
final class StaleMembers {

    private final LabRun lab;
    private final MemberNames names;

    StaleMembers(LabRun lab) {
        this.lab = lab;
        this.names = new MemberNames(lab);
    }

    /** Ready when no stale member is left. */
    Answer remove(NodeDaemon manager, List<SwarmNode> members) {
        Set<String> wanted = lab.plan().nodes().stream().map(NodePlan::name).collect(Collectors.toSet());
        Set<String> ready =
                members.stream().filter(SwarmNode::isReady).map(names::of).collect(Collectors.toSet());
        for (SwarmNode member : members) {
            if (!isStale(member, wanted, ready)) {
                continue;
            }
            if (member.votes()) {
                if (member.isManager()) {
                    manager.update(member, Reported.of(NodeRole.WORKER), member.availability(), member.labels());
                }
                return Answer.notYet("the managers still count the vote of a removed " + member.hostname());
            }
            manager.removeNode(member);
        }
        return Answer.ready();
    }

    private boolean isStale(SwarmNode member, Set<String> wanted, Set<String> ready) {
        String name = names.of(member);
        boolean replaced = ready.contains(name);
        boolean leftOver = LabNames.isNode(name) && !wanted.contains(name) && !member.isManager() && !member.votes();
        return names.isPredecessor(member) || (member.isDown() && (replaced || leftOver));
    }
}
