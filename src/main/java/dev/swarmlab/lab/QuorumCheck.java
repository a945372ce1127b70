package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses changes after which the managers of a lab's swarm would have no quorum. Changes nothing itself. */
public final class QuorumCheck {

    /** How long managers may be without a leader because of an election. */
    private static final Duration ELECTION = Duration.ofSeconds(10);

    private final LabClient lab;
    private final NodeIdentity identity;

    public QuorumCheck(LabClient lab) {
        this.lab = lab;
        this.identity = new NodeIdentity(lab);
    }

    /**
     * Does nothing when the managers have no quorum that could be lost.
     *
     * @throws Failure when the managers would have no quorum without these nodes
     */
    public void beforeStop(List<EngineContainer> nodes) {
        beforeLoss("stopping", nodes, false);
    }

    /**
     * Does nothing when the managers have no quorum that could be lost.
     *
     * @param nodes reach each other, so they may be the part that keeps the quorum
     * @throws Failure when neither these nodes nor the others would have a quorum
     */
    public void beforePartition(List<EngineContainer> nodes) {
        beforeLoss("partitioning", nodes, true);
    }

    private void beforeLoss(String verb, List<EngineContainer> nodes, boolean mayHaveQuorum) {
        List<SwarmNode> voters;
        try {
            voters = voters();
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT) {
                throw failure;
            }
            return;
        }
        List<SwarmNode> leaving = of(nodes, voters);
        if (leaving.isEmpty()) {
            return;
        }
        long left = answering(without(leaving, voters));
        boolean keepsQuorum = mayHaveQuorum && answering(leaving) >= quorum(voters);
        if (left < quorum(voters) && !keepsQuorum) {
            throw lost(verb, leaving, left, voters.size(), quorum(voters), voters);
        }
    }

    /**
     * @throws Failure when no manager would be left, when the managers that are left would have no quorum, or when they
     *     have none now
     */
    public void beforeDemotion(List<EngineContainer> nodes) {
        List<SwarmNode> voters = voters();
        List<SwarmNode> demoted = of(nodes, voters);
        List<SwarmNode> left = without(demoted, voters);
        if (demoted.isEmpty()) {
            return;
        }
        if (left.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "the last manager of the swarm can't be demoted")
                    .because("without a manager, the swarm and its services would be lost")
                    .advise("Promote a worker first, as with: swarmlab node promote --lab " + lab.name() + " worker01");
        }
        if (answering(left) < quorum(left)) {
            throw lost("demoting", demoted, answering(left), left.size(), quorum(left), voters);
        }
    }

    private static int quorum(List<SwarmNode> voters) {
        return voters.size() / 2 + 1;
    }

    /** The members of the swarm that count for the quorum. */
    private List<SwarmNode> voters() {
        List<SwarmNode> members = Await.until(
                "a manager of the lab " + lab.name() + " to answer",
                Deadline.in(ELECTION),
                () -> lab.poll(NodeDaemon::nodes),
                answered -> Answer.ready());
        return members.stream().filter(SwarmNode::votes).toList();
    }

    private List<SwarmNode> of(List<EngineContainer> nodes, List<SwarmNode> voters) {
        List<Predicate<SwarmNode>> own = nodes.stream().map(identity::of).toList();
        return voters.stream()
                .filter(voter -> own.stream().anyMatch(each -> each.test(voter)))
                .toList();
    }

    private static List<SwarmNode> without(List<SwarmNode> leaving, List<SwarmNode> voters) {
        return voters.stream().filter(voter -> !leaving.contains(voter)).toList();
    }

    /**
     * The number of managers that answer. The swarm reports a manager as reachable for some seconds after it was stopped
     * or cut off.
     */
    private long answering(List<SwarmNode> voters) {
        Set<String> absent = Stream.concat(stopped(), partitioned(voters)).collect(Collectors.toSet());
        return voters.stream()
                .filter(voter -> !voter.isUnreachable() && !absent.contains(voter.hostname()))
                .count();
    }

    private Stream<String> stopped() {
        return lab.nodes().stream().filter(node -> !node.isRunning()).map(LabClient::nameOf);
    }

    private Stream<String> partitioned(List<SwarmNode> voters) {
        return lab.nodes().stream()
                .filter(EngineContainer::isRunning)
                .filter(node ->
                        voters.stream().anyMatch(voter -> voter.hostname().equals(LabClient.nameOf(node))))
                .filter(node -> NodeNetwork.isPartitioned(lab.engine(), node))
                .map(LabClient::nameOf);
    }

    private Failure lost(String verb, List<SwarmNode> nodes, long left, int of, int needed, List<SwarmNode> voters) {
        String names = nodes.stream().map(SwarmNode::hostname).sorted().collect(Collectors.joining(" and "));
        return Failure.of(FailureKind.FAILED, verb + " " + names + " would leave the swarm without a quorum")
                .because(left + " of " + of + (of == 1 ? " manager" : " managers") + " would answer, and " + needed
                        + (needed == 1 ? " is needed" : " are needed"))
                .advise(advice(nodes, voters));
    }

    private String advice(List<SwarmNode> nodes, List<SwarmNode> voters) {
        List<SwarmNode> others = without(nodes, voters);
        String command = "swarmlab node %s --lab " + lab.name() + " ";
        String stopped = joined(stopped(), others);
        if (!stopped.isEmpty()) {
            return "Start the stopped managers first with: " + command.formatted("start") + stopped;
        }
        String partitioned = joined(partitioned(others), others);
        return partitioned.isEmpty()
                ? "Promote workers first, as with: " + command.formatted("promote") + "worker01 worker02"
                : "Heal the partitioned managers first with: " + command.formatted("heal") + partitioned;
    }

    private static String joined(Stream<String> names, List<SwarmNode> managers) {
        return names.filter(name ->
                        managers.stream().anyMatch(manager -> manager.hostname().equals(name)))
                .collect(Collectors.joining(" "));
    }
}
