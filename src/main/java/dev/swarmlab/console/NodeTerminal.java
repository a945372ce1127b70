package dev.swarmlab.console;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineContainer;
import java.util.List;

/** Joins the user's streams, and the terminal if there is one, with a command in a node. */
public final class NodeTerminal {

    private final Console console;

    public NodeTerminal(Console console) {
        this.console = console;
    }

    /** @return the command's exit code */
    public int run(Engine engine, EngineContainer node, List<String> command) {
        try (Terminal terminal = Terminal.open()) {
            return engine.executeInteractively(
                    node.id(),
                    new InteractiveExec(command, console.in(), console.out(), console.err(), terminal.size()));
        }
    }
}
