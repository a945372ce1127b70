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

/** Runs a command in a node. */
@Command(
        name = "exec",
        description = "Run a command in a node. Input, output and the exit code are the command's own.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab exec manager -- docker node ls",
            "  swarmlab exec manager -- docker stack deploy -c - web < stack.yml"
        })
final class ExecCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Parameters(index = "0", paramLabel = "NODE", description = "As in manager or worker01.")
    private String node = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "What to run, best after --")
    private List<String> command = List.of();

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    ExecCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = engineOptions.openRunning(console)) {
            EngineContainer container = labOption.findNode(engine, engineOptions.parallel(), node, "swarmlab exec");
            return new NodeTerminal(console).run(engine, container, command);
        }
    }
}
