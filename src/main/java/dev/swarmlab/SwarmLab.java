package dev.swarmlab;

import dev.swarmlab.cli.CommandLineTool;
import dev.swarmlab.cli.Console;

/** The program: the only place that ends the process. */
public final class SwarmLab {

    private SwarmLab() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineTool.run(Console.ofProcess(), arguments));
    }
}
