package dev.swarmlab.descriptor;

/**
 * Which node something is done to or asked of. Only the running lab can tell which one that is: after the leader is lost
 * another leads.
 */
public sealed interface NodeChoice {

    /** Any manager that runs, the first one rather than another. */
    NodeChoice ANY_MANAGER = new AnyManager();

    /** A node by its name, as in {@code worker01}. */
    record Named(String name) implements NodeChoice {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The manager that leads at that moment. */
    record Leader() implements NodeChoice {

        @Override
        public String toString() {
            return "leader";
        }
    }

    /** A manager that runs. */
    record AnyManager() implements NodeChoice {

        @Override
        public String toString() {
            return "any manager";
        }
    }

    /** A worker that runs. */
    record AnyWorker() implements NodeChoice {

        @Override
        public String toString() {
            return "any worker";
        }
    }
}
