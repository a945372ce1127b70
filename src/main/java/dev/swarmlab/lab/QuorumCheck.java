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
        List<SwarmNode> voters;
        try {
            voters = voters();
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT) {
                throw failure;
            }
            return;
        }
        List<SwarmNode> stopping = of(nodes, voters);
        long left = answering(without(stopping, voters));
        if (!stopping.isEmpty() && left < quorum(voters)) {
            throw lost("stopping", stopping, left, voters.size(), quorum(voters), voters);
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

    /** The number of managers that answer. The swarm reports a stopped one as reachable for some seconds. */
    private long answering(List<SwarmNode> voters) {
        Set<String> stopped = stopped().collect(Collectors.toSet());
        return voters.stream()
                .filter(voter -> !voter.isUnreachable() && !stopped.contains(voter.hostname()))
                .count();
    }

    private Stream<String> stopped() {
        return lab.nodes().stream().filter(node -> !node.isRunning()).map(LabClient::nameOf);
    }

    private Failure lost(String verb, List<SwarmNode> nodes, long left, int of, int needed, List<SwarmNode> voters) {
        String stopped = stopped()
                .filter(name ->
                        voters.stream().anyMatch(voter -> voter.hostname().equals(name)))
                .filter(name -> nodes.stream().noneMatch(node -> node.hostname().equals(name)))
                .collect(Collectors.joining(" "));
        String node = "swarmlab node " + (stopped.isEmpty() ? "promote" : "start") + " --lab " + lab.name() + " ";
        String names = nodes.stream().map(SwarmNode::hostname).sorted().collect(Collectors.joining(" and "));
        return Failure.of(FailureKind.FAILED, verb + " " + names + " would leave the swarm without a quorum")
                .because(left + " of " + of + (of == 1 ? " manager" : " managers") + " would answer, and " + needed
                        + (needed == 1 ? " is needed" : " are needed"))
                .advise(
                        stopped.isEmpty()
                                ? "Promote workers first, as with: " + node + "worker01 worker02"
                                : "Start the stopped managers first with: " + node + stopped);
    }
}
