package dev.swarmlab.labfile;

/**
 * Which node something is done to or asked of. Only the running lab can tell which one that is: after the leader is lost
 * another leads.
 */
public sealed interface NodeSelector {

    /** Any manager that runs, the first one rather than another. */
    NodeSelector ANY_MANAGER = new AnyManager();

    /** A node by its name, as in {@code worker01}. */
    record Named(String name) implements NodeSelector {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The manager that leads at that moment. */
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
