package dev.swarmlab.labfile;

/** Something that a scenario does to a lab. */
public sealed interface Action {

    /** Stops a node as a shutdown would. */
    record Stop(NodeSelector node) implements Action {}

    /** Ends a node at once, as a power cut would. */
    record Kill(NodeSelector node) implements Action {}

    /** Freezes a node, as a machine that hangs, or that the network has lost. */
    record Pause(NodeSelector node) implements Action {}

    /** Starts again what was stopped, killed or paused. */
    record Start(NodeSelector node) implements Action {}

    /** Starts every node that does not run. */
    record StartAll() implements Action {}

    /** Kills the processes of some of a service's tasks, at least 1. */
    record KillTasks(String service, int count) implements Action {}

    /** Runs a command in a node's shell; it must end with the exit code. */
    record Run(NodeSelector node, String command, int exit) implements Action {}

    /** Waits until a check passes. */
    record AwaitCheck(Check check) implements Action {}
}
