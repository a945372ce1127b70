package dev.swarmlab.junit;

import org.assertj.core.api.AbstractAssert;

/** Assertions about a node. Failures show the nodes and tasks of its lab. */
public final class NodeAssert extends AbstractAssert<NodeAssert, Node> {

    NodeAssert(Node node) {
        super(node, NodeAssert.class);
    }

    /** Verifies that the swarm reports it as ready. */
    public NodeAssert isReady() {
        return hasState("ready");
    }

    /** Verifies that the swarm reports it as down. */
    public NodeAssert isDown() {
        return hasState("down");
    }

    private NodeAssert hasState(String expected) {
        isNotNull();
        String state = actual.state();
        return verify(state.equals(expected), "to be " + expected + ", but it is " + state);
    }

    /** Verifies that the swarm lists it as a manager. */
    public NodeAssert isManager() {
        isNotNull();
        return verify(actual.isManager(), "to be a manager, but it is a worker");
    }

    /** Verifies that the swarm lists it as a worker. */
    public NodeAssert isWorker() {
        isNotNull();
        return verify(!actual.isManager(), "to be a worker, but it is a manager");
    }

    /** Verifies that it is the leader of the managers. */
    public NodeAssert isLeader() {
        isNotNull();
        return verify(actual.isLeader(), "to be the leader, but it is not");
    }

    private NodeAssert verify(boolean isMet, String expectation) {
        if (!isMet) {
            failWithMessage("expected %s %s%n%n%s", actual.name(), expectation, actual.describeSwarm());
        }
        return this;
    }
}
