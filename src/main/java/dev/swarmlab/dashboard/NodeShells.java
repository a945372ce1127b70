package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine.InteractiveExec;
import java.util.List;

/** Runs shells and commands in the nodes of one lab. Implementations can be used by several threads at once. */
interface NodeShells {

    /** Whether the lab has this node and it runs. */
    boolean isRunning(String node);

    /** Runs a command with a terminal in a node until it ends. */
    void open(String node, InteractiveExec shell);

    /** Runs a short command in a node. Its output and exit code are ignored. */
    void run(String node, List<String> command);
}
