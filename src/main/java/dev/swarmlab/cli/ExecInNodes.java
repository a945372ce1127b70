package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.PrefixedLines;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Runs a command in several nodes at once. Each line of the output begins with the name of its node. */
final class ExecInNodes {

    private final Engine engine;
    private final Console console;
    private final Parallel parallel;

    ExecInNodes(Engine engine, Console console, Parallel parallel) {
        this.engine = engine;
        this.console = console;
        this.parallel = parallel;
    }

    /**
     * Runs the command in every node, whether or not it fails in another.
     *
     * @param naming the name of a node at the beginning of its lines
     * @return the first exit code, in the order of the nodes, that is not 0; a node that does not run counts as 1
     */
    int run(List<EngineContainer> nodes, Function<EngineContainer, String> naming, List<String> command) {
        int width = nodes.stream().map(naming).mapToInt(String::length).max().orElse(0);
        List<Callable<Integer>> runs = nodes.stream()
                .map(node -> (Callable<Integer>) () -> run(node, naming.apply(node), command, width))
                .toList();
        return parallel.answers(runs).stream()
                .filter(exitCode -> exitCode != 0)
                .findFirst()
                .orElse(ExitCode.DONE.number());
    }

    private int run(EngineContainer node, String name, List<String> command, int width) {
        String prefix = name + " ".repeat(width - name.length()) + " | ";
        try (PrefixedLines out = new PrefixedLines(prefix, console.out());
                PrefixedLines err = new PrefixedLines(prefix, console.err())) {
            if (!node.isRunning()) {
                err.println("the node does not run: its container is " + node.state());
                return ExitCode.FAILED.number();
            }
            try {
                return engine.executeInteractively(node.id(), new InteractiveExec(command, null, out, err, null));
            } catch (EngineException exception) {
                err.println(exception.text());
                return ExitCode.FAILED.number();
            }
        }
    }
}
