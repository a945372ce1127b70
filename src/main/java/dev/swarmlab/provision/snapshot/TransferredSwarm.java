package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.AwaitNodes;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LockedSwarm;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.JoinTokens;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes the swarm of another lab that of this lab. One manager has the data of the other lab's swarm. It becomes the only
 * manager, with its own address and new join tokens. The other nodes join afresh, and get the labels and the
 * availability of the nodes of their names.
 */
public final class TransferredSwarm {

    private final LabClient lab;
    private final EngineContainer manager;
    private final List<EngineContainer> others;
    private final Parallel parallel;
    private final Progress progress;
    private final Deadline deadline;

    /**
     * @param manager the node with the data of the swarm
     * @param nodes all nodes, whose daemons run
     */
    public TransferredSwarm(
            LabClient lab,
            EngineContainer manager,
            List<EngineContainer> nodes,
            Parallel parallel,
            Progress progress,
            Deadline deadline) {
        this.lab = lab;
        this.manager = manager;
        this.others = nodes.stream()
                .filter(node -> !LabClient.nameOf(node).equals(LabClient.nameOf(manager)))
                .toList();
        this.parallel = parallel;
        this.progress = progress;
        this.deadline = deadline;
    }

    public void run() {
        progress.begin(Step.JOIN, others.size() + 1);
        JoinTokens tokens =
                progress.during(Step.JOIN, LabClient.nameOf(manager), this::takeOver, any -> "has the swarm");
        List<SwarmNode> former = swarm().nodes();
        parallel.allOrFirstFailure(others.stream()
                .map(node -> (Runnable) () -> progress.during(Step.JOIN, LabClient.nameOf(node), () -> {
                    join(node, tokens);
                    takeSettings(node, former);
                    return "joined";
                }))
                .toList());
        removeFormer(former);
        Set<String> names = lab.nodes().stream().map(LabClient::nameOf).collect(Collectors.toSet());
        progress.begin(Step.SWARM, 1);
        progress.during(Step.SWARM, lab.name(), () -> {
            new AwaitNodes(lab).until(deadline, names);
            return names.size() + (names.size() == 1 ? " node ready" : " nodes ready");
        });
    }

    private NodeDaemon swarm() {
        return lab.daemon(manager);
    }

    private static String address(EngineContainer node) {
        return node.addresses().values().stream().findFirst().orElse("");
    }

    private JoinTokens takeOver() {
        String name = LabClient.nameOf(manager);
        Await.until(name + " to be a manager", deadline, () -> {
            SwarmMembership own = swarm().membership();
            LockedSwarm.refuse(name, own);
            return Answer.readyIf(own.isManager(), own.described());
        });
        swarm().forceNewCluster(address(manager));
        return Await.until(
                "the swarm of " + name,
                deadline,
                () -> {
                    swarm().rotateJoinTokens();
                    return swarm().joinTokens();
                },
                tokens -> Answer.ready());
    }

    private void join(EngineContainer node, JoinTokens tokens) {
        NodeDaemon daemon = lab.daemon(node);
        removeContainersOfTasks(daemon.contents());
        try {
            daemon.joinSwarm(
                    address(node), address(manager), LabClient.isManager(node) ? tokens.manager() : tokens.worker());
        } catch (EngineException refusal) {
            if (!KnownMessage.JOIN_GOES_ON.isIn(refusal.text())) {
                throw Failure.of(FailureKind.FAILED, LabClient.nameOf(node) + " can't join the swarm")
                        .because(refusal.text())
                        .causedBy(refusal);
            }
        }
        Await.until(LabClient.nameOf(node) + " to join the swarm", deadline, () -> {
            SwarmMembership own = daemon.membership();
            return Answer.readyIf(own.isActive(), own.described());
        });
    }

    /** The swarm starts tasks anew on a node that joins. It does not know the containers of the former member. */
    private static void removeContainersOfTasks(NodeContents contents) {
        contents.containers().stream()
                .filter(container -> !container.service().isEmpty())
                .forEach(container -> contents.removeContainer(container.id()));
    }

    private void takeSettings(EngineContainer node, List<SwarmNode> former) {
        String id = lab.daemon(node).membership().nodeId();
        former.stream()
                .filter(isOf(node))
                .findFirst()
                .ifPresent(settings -> Await.until("the labels of " + LabClient.nameOf(node), deadline, () -> {
                    SwarmNode member = swarm().nodes().stream()
                            .filter(listed -> listed.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> new EngineException(404, "the swarm does not list it"));
                    swarm().update(member, member.role(), settings.availability(), settings.labels());
                    return Answer.ready();
                }));
    }

    private static Predicate<SwarmNode> isOf(EngineContainer node) {
        return member -> member.hostname().equals(LabClient.nameOf(node));
    }

    /** None of the former nodes comes back, except the manager. */
    private void removeFormer(List<SwarmNode> former) {
        String own = swarm().membership().nodeId();
        former.stream()
                .filter(member -> !member.id().equals(own))
                .forEach(member -> Await.until("the former " + member.hostname() + " to be removed", deadline, () -> {
                    if (swarm().nodes().stream().anyMatch(listed -> listed.id().equals(member.id()))) {
                        swarm().removeNode(member);
                    }
                    return Answer.ready();
                }));
    }
}
