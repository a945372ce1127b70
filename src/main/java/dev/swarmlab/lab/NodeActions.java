package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes single nodes of a lab: stops and starts their containers, cuts them off from the other nodes, and sets their
 * role and availability in the swarm.
 * An action does nothing when the node is already in the wanted state. {@link QuorumCheck} is for the caller. Safe for
 * use by several threads.
 */
public final class NodeActions {

    private final LabClient lab;
    private final EnsureContainer containers;
    private final NodeIdentity identity;
    private final NodeNetwork network;

    public NodeActions(LabClient lab) {
        this.lab = lab;
        this.network = new NodeNetwork(lab);
        this.containers = new EnsureContainer(lab.engine());
        this.identity = new NodeIdentity(lab);
    }

    /** Stops a node: its daemon gets SIGTERM, as in a shutdown. The engine kills it after 20 seconds. */
    public void stop(EngineContainer node) {
        containers.stopIfRunning(node);
    }

    /**
     * Kills a node with SIGKILL, as in a power failure.
     *
     * @throws Failure when it is not running
     */
    public void kill(EngineContainer node) {
        mustRun(node);
        lab.engine().kill(node.id());
    }

    /**
     * Pauses a node, as if its host hung.
     *
     * @throws Failure when it is neither running nor paused
     */
    public void pause(EngineContainer node) {
        if (!node.isPaused()) {
            mustRun(node);
            lab.engine().pause(node.id());
        }
    }

    /**
     * Resumes a paused node, and waits for its daemon.
     *
     * @throws Failure when it is neither running nor paused
     */
    public void unpause(EngineContainer node, Deadline deadline) {
        if (!node.isPaused()) {
            mustRun(node);
        }
        start(node, deadline);
    }

    /** Starts or resumes a node and waits for its daemon, but not for the swarm, which may lack other nodes. */
    public void start(EngineContainer node, Deadline deadline) {
        String name = LabClient.nameOf(node);
        containers.startIfStopped(node);
        ContainerHealth health = new ContainerHealth(lab.engine(), name, node.id());
        Await.until("the daemon of " + name, deadline, health.whileItRuns(() -> {
            lab.daemon(node).ping();
            return Answer.ready();
        }));
    }

    public void restart(EngineContainer node, Deadline deadline) {
        stop(node);
        // Right after a stop, the engine's list may still show the container as running.
        start(lab.engine().container(node.id()), deadline);
    }

    /**
     * Cuts a node off from the other nodes and from the registry of the lab. swarmlab still reaches its daemon.
     *
     * @param together nodes that it still reaches; may contain the node itself
     * @throws Failure when it is not running
     */
    public void partition(EngineContainer node, List<EngineContainer> together) {
        mustRun(node);
        network.partition(node, together);
    }

    /**
     * Delays what a node sends, also its answers to swarmlab.
     *
     * @throws Failure when it is not running, when its image has no tc, or when the kernel has no netem
     */
    public void delay(EngineContainer node, NetworkDelay delay) {
        mustRun(node);
        network.delay(node, delay);
    }

    /**
     * Ends a partition and a delay. A stopped node has neither.
     *
     * @throws Failure when it is paused
     */
    public void heal(EngineContainer node) {
        if (!EnsureContainer.isStopped(node)) {
            mustRun(node);
            network.heal(node);
        }
    }

    /** @throws Failure when the container of the node does not run, or is paused */
    public void mustRun(EngineContainer node) {
        if (!node.isRunning()) {
            String name = LabClient.nameOf(node);
            throw Failure.of(FailureKind.FAILED, name + " is not running")
                    .because("its container is " + node.state())
                    .advise("Start it with: swarmlab node start --lab " + lab.name() + " " + name);
        }
    }

    /**
     * Makes a node a manager, and returns once it counts for the quorum.
     *
     * @throws Failure when it is not running
     */
    public void promote(EngineContainer node, Deadline deadline) {
        mustRun(node);
        Await.until(
                LabClient.nameOf(node) + " to be a manager",
                deadline,
                () -> lab.poll(manager -> inRole(NodeRole.MANAGER, node, manager)),
                member -> Answer.readyIf(
                        member.isManager() && member.votes(), "the other managers do not count its vote yet"));
    }

    /**
     * Makes a node a worker, and returns once it no longer counts for the quorum and knows that it is a worker. The node
     * may be stopped.
     */
    public void demote(EngineContainer node, Deadline deadline) {
        Await.until(
                LabClient.nameOf(node) + " to be a worker",
                deadline,
                () -> lab.poll(manager -> inRole(NodeRole.WORKER, node, manager)),
                member -> Answer.readyIf(
                        !member.isManager() && !member.votes(), "the other managers still count its vote"));
        if (node.isRunning()) {
            Await.until(
                    LabClient.nameOf(node) + " to get the certificate of a worker",
                    deadline,
                    () -> Answer.readyIf(
                            !NodeCertificate.isOfManager(lab.engine(), node),
                            "it still has the certificate of a manager"));
        }
    }

    /** Sets whether a node takes tasks. Does not wait until tasks have moved. The node may be stopped. */
    public void setAvailability(EngineContainer node, NodeAvailability availability, Deadline deadline) {
        Await.until(
                "the availability of " + LabClient.nameOf(node),
                deadline,
                () -> lab.poll(manager -> change(
                        node,
                        manager,
                        member -> member.availability().is(availability),
                        member -> new Change(member.role(), Reported.of(availability)))),
                member -> Answer.readyIf(member.availability().is(availability), "the swarm has not changed it yet"));
    }

    private SwarmNode inRole(NodeRole role, EngineContainer node, NodeDaemon manager) {
        return change(
                node,
                manager,
                member -> member.role().is(role),
                member -> new Change(Reported.of(role), member.availability()));
    }

    private record Change(Reported<NodeRole> role, Reported<NodeAvailability> availability) {}

    /**
     * Requests a change unless it was made before. The swarm refuses when another client changes the node at the same
     * time; the error of the daemon makes the wait repeat the request.
     *
     * @return the node before the change
     */
    private SwarmNode change(
            EngineContainer node, NodeDaemon manager, Predicate<SwarmNode> made, Function<SwarmNode, Change> wanted) {
        SwarmNode member = manager.nodes().stream()
                .filter(identity.of(node))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the swarm does not list " + LabClient.nameOf(node))
                        .advise("Make it a node of the swarm again with: swarmlab up FILE"));
        if (!made.test(member)) {
            Change change = wanted.apply(member);
            manager.update(member, change.role(), change.availability(), member.labels());
        }
        return member;
    }
}
