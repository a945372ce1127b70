package dev.swarmlab.labfile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that must hold in the finished lab. */
public sealed interface Check {

    /** How long a check may take to pass, when it doesn't say. */
    Duration DEFAULT_TIME = Duration.ofSeconds(30);

    /** What every check has. */
    Terms terms();

    default String name() {
        return terms().name();
    }

    /** Whether it only looks. One that acts is not repeated while someone works. */
    default boolean onlyLooks() {
        return true;
    }

    /** Calls the visitor's method for this kind of check. */
    <R> R accept(Visitor<R> visitor);

    /** Handles each kind of check. A new kind needs a new method here, so the compiler finds every place to change. */
    interface Visitor<R> {

        R http(HttpCheck check);

        R service(ServiceCheck check);

        R node(NodeCheck check);

        R command(CommandCheck check);

        R network(NetworkCheck check);

        R load(LoadCheck check);
    }

    /**
     * What every check has.
     *
     * @param name what the report calls it; no other check of the lab has the same
     * @param within how long it may take to pass, more than zero
     * @param hint what someone whose check fails should look at
     * @param needs what the kernel must have; without it the check is unavailable, and neither passes nor fails
     */
    record Terms(
            String name,
            Duration within,
            @Nullable String hint,
            @Nullable KernelFeature needs) {}

    /**
     * The URL answers.
     *
     * @param from the node that asks; null when it is the host that swarmlab runs on
     * @param status the status that is wanted; null for any below 400
     * @param contains a text that every answer must hold
     * @param requests how many are sent, 1 to 1000
     * @param distinct how many different answers there must be among them
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
     * A service's tasks are as they should be. What is null is not looked at.
     *
     * @param running how many tasks run, exactly; 0 holds for a service that does not exist too
     * @param completed how many tasks of a job are complete, exactly
     * @param nodes on how many nodes they run, at least
     * @param mostPerNode how many run on any one node, at most
     * @param evenly the attribute of nodes over whose values they are spread, so that no two differ by more than one
     * @param only what every node that runs one must be
     * @param never what no node that runs one may be
     * @param image the image that every task runs, without a digest
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
     * A node is as the swarm should see it. What is null is not looked at.
     *
     * @param labels labels that it must have, among others
     * @param image an image that it must have, of the content that the lab's registry has
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
     * The command ends with an exit code on a node.
     *
     * @param run what the node's shell runs
     * @param lines how many lines it must print
     * @param contains a text that it must print
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
     * A name resolves in containers on a network, on every node.
     *
     * @param resolves as in {@code echo_api} or {@code tasks.echo_api}
     * @param addresses to how many addresses, at least
     * @param image with {@code nslookup} in it, and on every node; null for the first of the lab's images
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
     * While a command runs on a node, every request is answered with a status below 400.
     *
     * @param url asked from the host that swarmlab runs on
     * @param during what the node's shell runs; it must end with exit code 0
     * @param rate requests in a second, 1 to 200
     */
    record LoadCheck(Terms terms, URI url, String during, NodeSelector node, int rate) implements Check {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.load(this);
        }

        @Override
        public boolean onlyLooks() {
            return false;
        }
    }

    /** Whether the swarm hears of a node. */
    enum NodeState {
        READY,
        DOWN
    }

    /** What a node is to the swarm. */
    enum NodeRole {
        LEADER,
        MANAGER,
        WORKER
    }
}
