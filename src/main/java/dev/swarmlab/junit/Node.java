package dev.swarmlab.junit;

import com.github.dockerjava.api.DockerClient;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.NetworkDelay;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A node of a lab. Its name stays the same when its container is created again.
 *
 * <p>The actions don't wait until the swarm has noticed: use {@link Lab#await} for that. They don't protect the quorum of
 * the managers, since tests lose it on purpose.
 */
public final class Node {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(1);
    private static final int LOG_LINES = 500;

    private final LabClient lab;
    private final String name;
    private final NodeActions actions;
    private final NodeClients dockerClients;

    Node(LabClient lab, String name, NodeClients dockerClients) {
        this.lab = lab;
        this.name = name;
        this.actions = new NodeActions(lab);
        this.dockerClients = dockerClients;
    }

    /** As in {@code worker01}; the hostname of the node in the swarm. */
    public String name() {
        return name;
    }

    /** Whether its container runs and is not paused. */
    public boolean isRunning() {
        return SwarmLabException.translated(() -> container().isRunning());
    }

    /** Whether the swarm lists it as a manager. */
    public boolean isManager() {
        return SwarmLabException.translated(() -> member().isManager());
    }

    /** Whether it is the leader of the managers. */
    public boolean isLeader() {
        return SwarmLabException.translated(() -> member().leader());
    }

    /** Its state in the swarm in Docker's words, as in {@code ready} or {@code down}. */
    public String state() {
        return SwarmLabException.translated(() -> member().state().text());
    }

    /** Its labels in the swarm, sorted by key. */
    public Map<String, String> labels() {
        return SwarmLabException.translated(() -> member().labels());
    }

    /** Kills it with SIGKILL, as in a power failure. */
    public void kill() {
        SwarmLabException.translated(() -> actions.kill(container()));
    }

    /** Stops it: its daemon gets SIGTERM, as in a shutdown. */
    public void stop() {
        SwarmLabException.translated(() -> actions.stop(container()));
    }

    /** Starts or resumes it and waits until its daemon answers, at most a minute. */
    public void start() {
        SwarmLabException.translated(() -> actions.start(container(), Deadline.in(START_LIMIT)));
    }

    /** Stops it, starts it and waits until its daemon answers, at most a minute. */
    public void restart() {
        SwarmLabException.translated(() -> actions.restart(container(), Deadline.in(START_LIMIT)));
    }

    /** Pauses it, as if its host hung. */
    public void pause() {
        SwarmLabException.translated(() -> actions.pause(container()));
    }

    /** Resumes it after a pause and waits until its daemon answers, at most a minute. */
    public void unpause() {
        SwarmLabException.translated(() -> actions.unpause(container(), Deadline.in(START_LIMIT)));
    }

    /** Cuts it off from all other nodes and from the registry of the lab. */
    public void partition() {
        partitionWith(List.of());
    }

    /** Cuts it off from the registry of the lab and from all nodes but these. */
    public void partitionWith(List<Node> together) {
        SwarmLabException.translated(() -> actions.partition(
                container(), together.stream().map(Node::container).toList()));
    }

    /** Delays what it sends. The image of the node must have {@code tc}, and the kernel {@code netem}. */
    public void delay(Duration by) {
        SwarmLabException.translated(() -> actions.delay(container(), new NetworkDelay(by, null, null)));
    }

    /** Ends a partition and a delay. */
    public void heal() {
        SwarmLabException.translated(() -> actions.heal(container()));
    }

    /** Makes it a manager, and returns once it counts for the quorum, at most a minute later. */
    public void promote() {
        SwarmLabException.translated(() -> actions.promote(container(), Deadline.in(START_LIMIT)));
    }

    /** Makes it a worker, and returns once it no longer counts for the quorum, at most a minute later. */
    public void demote() {
        SwarmLabException.translated(() -> actions.demote(container(), Deadline.in(START_LIMIT)));
    }

    /** Moves its tasks to other nodes, and keeps new tasks away. Does not wait until the tasks have moved. */
    public void drain() {
        setAvailability(NodeAvailability.DRAIN);
    }

    /** Lets it take tasks again. */
    public void activate() {
        setAvailability(NodeAvailability.ACTIVE);
    }

    private void setAvailability(NodeAvailability availability) {
        SwarmLabException.translated(
                () -> actions.setAvailability(container(), availability, Deadline.in(START_LIMIT)));
    }

    /**
     * Runs a program in the node and waits for its end, at most a minute. Its exit code may be any.
     *
     * @param command the program and its arguments, as in {@code "docker", "image", "ls"}
     */
    public CommandResult exec(String... command) {
        return exec(COMMAND_LIMIT, command);
    }

    /** As {@link #exec(String...)}, with another time limit. */
    public CommandResult exec(Duration limit, String... command) {
        return SwarmLabException.translated(() -> {
            ExecResult result = lab.engine().execute(container().id(), List.of(command), Deadline.in(limit));
            return new CommandResult(result.exitCode(), result.output());
        });
    }

    /** The last 500 lines of its log: that of its daemon. */
    public String logs() {
        return SwarmLabException.translated(() -> lab.engine().logs(container().id(), LOG_LINES));
    }

    /**
     * A client of docker-java for its daemon, with mutual TLS on the loopback of this host. It is closed with the lab. The
     * engine must be on this host.
     */
    public DockerClient dockerClient() {
        return SwarmLabException.translated(() -> dockerClients.of(name));
    }

    EngineContainer container() {
        return lab.node(name);
    }

    SwarmNode member() {
        return lab.view()
                .nodeNamed(name)
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the swarm does not list " + name));
    }

    String describeSwarm() {
        return SwarmDescription.of(lab);
    }

    @Override
    public String toString() {
        return name;
    }
}
