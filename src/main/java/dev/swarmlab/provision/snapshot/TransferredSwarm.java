package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.AwaitNodes;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.lab.LockedSwarm;
import dev.swarmlab.lab.ManagerAddress;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the swarm of another lab that of this lab. One manager has the data of the other lab's swarm, and becomes its
 * only manager, with new join tokens. The other nodes join afresh, and get the labels and the availability of the nodes
 * of their names.
 *
 * <p>Docker never changes the address of a manager ({@code ForceNewCluster} keeps it in the Raft members, and <a
 * href="https://github.com/moby/moby/issues/30455">updates are turned off</a>). So a second node becomes a manager, with
 * packets to the former address redirected, and the first manager leaves and joins with its new address.
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
        JoinTokens tokens = takeOver();
        List<SwarmNode> former = swarm(manager).nodes();
        EngineContainer second = second();
        progress.during(Step.JOIN, LabClient.nameOf(second), () -> {
            changeAddress(second, tokens);
            takeSettings(second, former);
            return "joined";
        });
        progress.during(Step.JOIN, LabClient.nameOf(manager), () -> {
            takeSettings(manager, former);
            return "joined";
        });
        parallel.allOrFirstFailure(others.stream()
                .filter(node -> !node.id().equals(second.id()))
                .map(node -> (Runnable) () -> progress.during(Step.JOIN, LabClient.nameOf(node), () -> {
                    join(node, manager, LabClient.isManager(node) ? tokens.manager() : tokens.worker());
                    takeSettings(node, former);
                    return "joined";
                }))
                .toList());
        former.forEach(this::remove);
        Set<String> names = lab.nodes().stream().map(LabClient::nameOf).collect(Collectors.toSet());
        progress.begin(Step.SWARM, 1);
        progress.during(Step.SWARM, lab.name(), () -> {
            new AwaitNodes(lab).until(deadline, names);
            return names.size() + " nodes ready";
        });
    }

    private NodeDaemon swarm(EngineContainer node) {
        return lab.daemon(node);
    }

    /** Prefers a manager, since it keeps its role. */
    private EngineContainer second() {
        return others.stream()
                .min(Comparator.comparing(node -> !LabClient.isManager(node)))
                .orElseThrow();
    }

    private static String address(EngineContainer node) {
        return node.addresses().values().stream().findFirst().orElse("");
    }

    private JoinTokens takeOver() {
        String name = LabClient.nameOf(manager);
        Await.until(name + " to be a manager", deadline, () -> {
            SwarmMembership own = swarm(manager).membership();
            LockedSwarm.refuse(name, own);
            return Answer.readyIf(own.isManager(), own.described());
        });
        swarm(manager).forceNewCluster(address(manager));
        return Await.until(
                "the swarm of " + name,
                deadline,
                () -> {
                    swarm(manager).rotateJoinTokens();
                    return swarm(manager).joinTokens();
                },
                tokens -> Answer.ready());
    }

    private void changeAddress(EngineContainer second, JoinTokens tokens) {
        String id = swarm(manager).membership().nodeId();
        String former = swarm(manager).addressAsManager(id);
        ManagerAddress.redirectDuring(lab.engine(), second, former, address(manager), () -> {
            join(second, manager, tokens.manager());
            new LeaveSwarm(lab, List.of(manager), () -> deadline).giveUpVote(manager);
            swarm(manager).leaveSwarm(true);
            join(manager, second, tokens.manager());
        });
        if (!LabClient.isManager(second)) {
            new LeaveSwarm(lab, List.of(second), () -> deadline).giveUpVote(second);
        }
    }

    private void join(EngineContainer node, EngineContainer member, String token) {
        NodeDaemon daemon = swarm(node);
        removeContainersOfTasks(daemon.contents());
        try {
            daemon.joinSwarm(address(node), address(member), token);
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

    /** The swarm starts new tasks on a node that joins. It does not know the containers of the former member. */
    private static void removeContainersOfTasks(NodeContents contents) {
        contents.containers().stream()
                .filter(container -> !container.service().isEmpty())
                .forEach(container -> contents.removeContainer(container.id()));
    }

    private void takeSettings(EngineContainer node, List<SwarmNode> former) {
        String id = swarm(node).membership().nodeId();
        former.stream()
                .filter(member -> member.hostname().equals(LabClient.nameOf(node)))
                .findFirst()
                .ifPresent(settings -> Await.until("the labels of " + LabClient.nameOf(node), deadline, () -> {
                    SwarmNode member = swarm(manager).nodes().stream()
                            .filter(listed -> listed.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> new EngineException(404, "the swarm does not list it"));
                    swarm(manager).update(member, member.role(), settings.availability(), settings.labels());
                    return Answer.ready();
                }));
    }

    private void remove(SwarmNode former) {
        Await.until("the former " + former.hostname() + " to be removed", deadline, () -> {
            swarm(manager).nodes().stream()
                    .filter(listed -> listed.id().equals(former.id()))
                    .forEach(swarm(manager)::removeNode);
            return Answer.ready();
        });
    }
}
