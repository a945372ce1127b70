package dev.swarmlab.labfile;

/**
 * The node that a check or an action uses. The running lab decides which node that is: after the loss of the leader,
 * {@code leader} is another node.
 */
public sealed interface NodeSelector {

    /** The first manager that runs. */
    NodeSelector ANY_MANAGER = new AnyManager();

    /** The node of that name, as in {@code worker01}. */
    record Named(String name) implements NodeSelector {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The manager that is the leader of the swarm when the node is used. */
    record Leader() implements NodeSelector {

        @Override
        public String toString() {
            return "leader";
        }
    }

    /** A manager that runs. */
    record AnyManager() implements NodeSelector {

        @Override
        public String toString() {
            return "any manager";
        }
    }

    /** A worker that runs. */
    record AnyWorker() implements NodeSelector {

        @Override
        public String toString() {
            return "any worker";
        }
    }
}
