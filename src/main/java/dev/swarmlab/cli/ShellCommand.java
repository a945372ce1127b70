package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.NodeTerminal;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens a shell in a node. */
@Command(
        name = "shell",
        description = "Open a shell in a node, where docker uses the node's daemon.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab shell manager"})
final class ShellCommand implements Callable<Integer>, UsesEngine {

    /** bash where the node has it, as it is friendlier to students. */
    private static final List<String> SHELL = List.of("sh", "-c", "command -v bash >/dev/null && exec bash; exec sh");

    private final Console console;

    @Parameters(index = "0", paramLabel = "NODE", description = "Node name, as in manager or worker01.")
    private String node = "";

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    ShellCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = engineOptions.openRunning(console)) {
            EngineContainer container = labOption.findNode(engine, engineOptions.parallel(), node, "swarmlab shell");
            return new NodeTerminal(console).run(engine, container, SHELL);
        }
    }
}
