package dev.swarmlab.labfile;

/** Something that a scenario does to a lab. */
public sealed interface Action {

    /** Calls the visitor's method for this kind of action. */
    void accept(Visitor visitor);

    /** Handles each kind of action. A new kind needs a new method here, so the compiler finds every place to change. */
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

    /** Stops a node as a shutdown would. */
    record Stop(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.stop(this);
        }
    }

    /** Ends a node at once, as a power cut would. */
    record Kill(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.kill(this);
        }
    }

    /** Freezes a node, as a machine that hangs, or that the network has lost. */
    record Pause(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.pause(this);
        }
    }

    /** Starts again what was stopped, killed or paused. */
    record Start(NodeSelector node) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.start(this);
        }
    }

    /** Starts every node that does not run. */
    record StartAll() implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.startAll(this);
        }
    }

    /** Kills the processes of some of a service's tasks, at least 1. */
    record KillTasks(String service, int count) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.killTasks(this);
        }
    }

    /** Runs a command in a node's shell; it must end with the exit code. */
    record Run(NodeSelector node, String command, int exit) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.run(this);
        }
    }

    /** Waits until a check passes. */
    record AwaitCheck(Check check) implements Action {

        @Override
        public void accept(Visitor visitor) {
            visitor.awaitCheck(this);
        }
    }
}
