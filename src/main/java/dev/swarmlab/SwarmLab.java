package dev.swarmlab;

import dev.swarmlab.cli.CommandLineTool;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.parallel.Threads;

/** The program: the only place that ends the process. */
public final class SwarmLab {

    private SwarmLab() {}

    public static void main(String[] arguments) {
        DockerJavaConnector.ownProcess();
        int exitCode = CommandLineTool.run(Console.ofProcess(), arguments);
        // To end the process takes a lock, which Ctrl-C holds until this thread has ended: so another takes it.
        Threads.startNonDaemon("swarmlab-exit", () -> System.exit(exitCode));
    }
}
