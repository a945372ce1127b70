package dev.swarmlab.console;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineContainer;
import java.util.List;

/** Runs a command in a node with the user's streams, and with a terminal if the user has one. */
public final class NodeTerminal {

    private final Console console;

    public NodeTerminal(Console console) {
        this.console = console;
    }

    /**
     * Runs the command and waits for its end.
     *
     * @return the command's exit code
     */
    public int run(Engine engine, EngineContainer node, List<String> command) {
        try (Terminal terminal = Terminal.open()) {
            return engine.executeInteractively(
                    node.id(),
                    new InteractiveExec(command, console.in(), console.out(), console.err(), terminal.size()));
        }
    }
}
