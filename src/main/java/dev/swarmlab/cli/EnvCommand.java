package dev.swarmlab.cli;

import dev.swarmlab.access.ClientCertificates;
import dev.swarmlab.access.NodeEndpoint;
import dev.swarmlab.access.Shell;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.NodeEnvironment;
import dev.swarmlab.engine.NodeEnvironment.Change;
import dev.swarmlab.lab.LabResources;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Points the Docker clients of a shell at a node. */
@Command(
        name = "env",
        description = "Print the shell commands that point docker at a node.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  eval \"$(swarmlab env)\"",
            "  eval \"$(swarmlab env worker01 --lab quickstart)\"",
            "  swarmlab env --shell fish | source",
            "  eval \"$(swarmlab env --unset)\"",
            "",
            "swarmlab itself keeps using the engine that runs the lab."
        })
final class EnvCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Parameters(
            paramLabel = "NODE",
            arity = "0..1",
            description = "Node name, as in worker01. Default: the first manager that runs")
    private @Nullable String node;

    @Option(
            names = "--shell",
            paramLabel = "sh|fish|powershell",
            defaultValue = "sh",
            description = "Your shell: sh (also for bash and zsh), fish or powershell. Default: sh")
    private Shell shell = Shell.SH;

    @Option(names = "--unset", fallbackValue = "true", description = "Print the shell commands that undo swarmlab env.")
    private boolean unset;

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    EnvCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NodeEnvironment environment = new NodeEnvironment(console.environment());
        if (unset) {
            List<Change> changes = environment.undone();
            print(changes);
            console.out()
                    .println(
                            changes.isEmpty()
                                    ? "# nothing to undo: swarmlab env has not changed this shell"
                                    : "# To restore the previous settings of docker, run: "
                                            + evaluation("swarmlab env --unset"));
            return ExitCode.DONE.number();
        }
        try (Engine engine = engineOptions.openRunning(console)) {
            LabResources lab = labOption.find(engine, engineOptions.parallel(), "swarmlab env");
            EngineContainer container = NodeSelection.of(lab, node);
            NodeEndpoint nodeEndpoint =
                    NodeEndpoint.of(engine, lab, container, ClientCertificates.of(console.environment()));
            print(environment.pointingAt(nodeEndpoint.address(), nodeEndpoint.certificates()));
            explain(container.label(Labels.NODE) + " of " + lab.name());
            return ExitCode.DONE.number();
        }
    }

    private void print(List<Change> changes) {
        changes.forEach(change -> console.out().println(shell.line(change)));
    }

    private void explain(String described) {
        String command = "swarmlab env" + (node == null ? "" : " " + node) + labOption.typed();
        console.out().println("# To point docker at " + described + ", run: " + evaluation(command));
        console.out().println("# To undo this, run: " + evaluation("swarmlab env --unset"));
    }

    private String evaluation(String command) {
        return shell.evaluation(command);
    }
}
