package dev.swarmlab.labfile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition that a lab must meet. */
public sealed interface Check {

    /** The default of {@link Terms#within}. */
    Duration DEFAULT_TIME = Duration.ofSeconds(30);

    /** The settings that every kind of check has. */
    Terms terms();

    default String name() {
        return terms().name();
    }

    /** Whether the check is expected to change nothing in the lab. Only such a check is repeated until it passes. */
    default boolean isReadOnly() {
        return true;
    }

    /** Calls the visitor's method for this kind of check. */
    <R> R accept(Visitor<R> visitor);

    /** Handles each kind of check. A new kind needs a method here, so javac finds every class that lacks it. */
    interface Visitor<R> {

        R http(HttpCheck check);

        R service(ServiceCheck check);

        R node(NodeCheck check);

        R command(CommandCheck check);

        R network(NetworkCheck check);

        R load(LoadCheck check);
    }

    /**
     * The settings that every kind of check has.
     *
     * @param name the name in reports; unique among the checks of the lab, but not among those of scenarios
     * @param within the time limit until the check must pass, more than zero
     * @param hint what to do or read when the check fails; null without a hint
     * @param needs a kernel feature without which the check is unavailable: it neither passes nor fails; null for none
     */
    record Terms(
            String name,
            Duration within,
            @Nullable String hint,
            @Nullable KernelFeature needs) {}

    /**
     * A URL answers GET requests.
     *
     * @param from the node that sends the requests; null for the host that swarmlab runs on
     * @param status the expected HTTP status; null for any status below 400
     * @param contains a text that every answer must contain; null for any answer
     * @param requests the number of requests, 1 to 1000
     * @param distinct the minimum number of different answers, 1 to {@code requests}
     */
    record HttpCheck(
            Terms terms,
            URI url,
            @Nullable NodeSelector from,
            @Nullable Integer status,
            @Nullable String contains,
            int requests,
            int distinct)
            implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.http(this);
        }
    }

    /**
     * The tasks of a service are as expected. A component that is null is not checked.
     *
     * @param running the exact number of running tasks; 0 also passes for a service that does not exist
     * @param completed the exact number of complete tasks of a job
     * @param nodes the minimum number of nodes that run its tasks
     * @param mostPerNode the maximum number of its tasks on one node
     * @param evenly a node attribute, as in {@code node.labels.zone}; the numbers of tasks for its values differ by at
     *     most 1
     * @param only constraints that every node with one of its tasks must meet
     * @param never constraints that no node with one of its tasks may meet
     * @param image the image of every task, without a digest
     */
    record ServiceCheck(
            Terms terms,
            String service,
            @Nullable Integer running,
            @Nullable Integer completed,
            @Nullable Integer nodes,
            @Nullable Integer mostPerNode,
            @Nullable String evenly,
            List<Constraint> only,
            List<Constraint> never,
            @Nullable String image)
            implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.service(this);
        }
    }

    /**
     * A node of the swarm is as expected. A component that is null is not checked.
     *
     * @param labels swarm labels that the node must have; it may have more
     * @param image an image that the node must have, with the digest that it has in the lab's registry
     */
    record NodeCheck(
            Terms terms,
            NodeSelector node,
            @Nullable NodeState state,
            @Nullable NodeRole role,
            @Nullable Availability availability,
            Map<String, String> labels,
            @Nullable String image)
            implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.node(this);
        }
    }

    /**
     * A command on a node has the expected exit code and output.
     *
     * @param run the command for the node's shell
     * @param exit the expected exit code
     * @param lines the exact number of lines of its output; null for any number
     * @param contains a text that its output must contain; null for any output
     */
    record CommandCheck(
            Terms terms,
            NodeSelector node,
            String run,
            int exit,
            @Nullable Integer lines,
            @Nullable String contains) implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.command(this);
        }
    }

    /**
     * A name resolves in a container on a network, on every running node.
     *
     * @param network an attachable network
     * @param resolves the name, as in {@code echo_api} or {@code tasks.echo_api}
     * @param addresses the minimum number of its addresses
     * @param image an image with {@code nslookup} that every node has; null for the first of the lab's images
     */
    record NetworkCheck(
            Terms terms,
            String network,
            String resolves,
            int addresses,
            @Nullable String image) implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.network(this);
        }
    }

    /**
     * While a command runs on a node, a URL answers every request with a status below 400.
     *
     * @param url where the host that swarmlab runs on sends the requests
     * @param during the command for the node's shell; its exit code must be 0
     * @param rate requests per second, 1 to 200
     */
    record LoadCheck(Terms terms, URI url, String during, NodeSelector node, int rate) implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.load(this);
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }
    }

    /** The state of a node in the swarm. */
    enum NodeState {
        READY,
        DOWN
    }

    /** The role of a node in the swarm. The leader is also a manager. */
    enum NodeRole {
        LEADER,
        MANAGER,
        WORKER
    }
}
