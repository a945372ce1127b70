package dev.swarmlab.labfile;

/** A step of a scenario. */
public sealed interface Action {

    /** Calls the visitor's method for this kind of action. */
    void accept(Visitor visitor);

    /** Handles each kind of action. A new kind needs a method here, so javac finds every class that lacks it. */
    interface Visitor {

        void stop(Stop action);

        void kill(Kill action);

        void pause(Pause action);

        void start(Start action);

        void startAll(StartAll action);

        void killTasks(KillTasks action);

        void run(Run action);

        void awaitCheck(AwaitCheck action);
    }

    /** Stops a node's container: the daemon gets SIGTERM, as in a shutdown. */
    record Stop(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.stop(this);
        }
    }

    /** Kills a node's container with SIGKILL, as in a power failure. */
    record Kill(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.kill(this);
        }
    }

    /** Pauses a node's container, as if the host hung or lost its network. */
    record Pause(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.pause(this);
        }
    }

    /** Starts a node that was stopped, killed or paused. */
    record Start(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.start(this);
        }
    }

    /** Starts every node that is not running, and waits until the swarm reports all nodes as ready. */
    record StartAll() implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.startAll(this);
        }
    }

    /**
     * Kills the containers of some running tasks of a service.
     *
     * @param count the number of tasks, at least 1
     */
    record KillTasks(String service, int count) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.killTasks(this);
        }
    }

    /**
     * Runs a command in a node's shell.
     *
     * @param exit the exit code that it must have
     */
    record Run(NodeSelector node, String command, int exit) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.run(this);
        }
    }

    /** Waits until a check passes, and ends the scenario if it does not. */
    record AwaitCheck(Check check) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.awaitCheck(this);
        }
    }
}
