package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.NodeTerminal;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command in nodes. */
@Command(
        name = "exec",
        description = "Run a command in one, several or all nodes.",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "swarmlab exec [OPTIONS] NODE... -- COMMAND...",
            "       swarmlab exec [OPTIONS] --all -- COMMAND..."
        },
        preprocessor = AfterDelimiter.class,
        footer = {
            "",
            "Examples:",
            "  swarmlab exec manager -- docker node ls",
            "  swarmlab exec manager -- docker stack deploy -c - web < stack.yml",
            "  swarmlab exec worker01 worker02 -- docker ps",
            "  swarmlab exec --all -- docker image ls",
            "  swarmlab exec --class quickstart manager -- docker service ls",
            "",
            "In one node, the input, output and exit code are those of the command.",
            "In several nodes, the command has no input, each line of its output begins with",
            "the node's name, and the exit code is that of the first node in which it fails."
        })
final class ExecCommand implements Callable<Integer>, UsesEngine, AfterDelimiter.Starter {

    private final Console console;

    @Parameters(paramLabel = "NODE", arity = "0..*", description = "Node names, as in manager or worker01.")
    private List<String> arguments = List.of();

    @Option(names = "--all", description = "Run the command in all nodes of the lab.")
    private boolean all;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "Run the command in the nodes of all labs of this class.")
    private @Nullable String className;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    private @Nullable List<String> afterDelimiter;

    ExecCommand(Console console) {
        this.console = console;
    }

    @Override
    public void afterDelimiter(List<String> given) {
        afterDelimiter = given;
    }

    @Override
    public boolean passesOptionsOn() {
        return false;
    }

    @Override
    public Integer call() {
        List<String> nodes = nodes();
        List<String> command = command();
        if (command.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'COMMAND'");
        }
        Parallel parallel = engineOptions.parallel();
        try (Engine engine = engineOptions.openRunning(console)) {
            LabSelection.Group group = group(engine, parallel);
            if (group.isGroup()) {
                return new ExecInNodes(engine, console, parallel)
                        .run(
                                group.labs().stream()
                                        .flatMap(lab -> containers(lab, nodes).stream())
                                        .toList(),
                                node -> node.label(Labels.LAB) + " " + LabClient.nameOf(node),
                                command);
            }
            LabResources lab = group.single();
            if (nodes.size() == 1) {
                return new NodeTerminal(console).run(engine, NodeSelection.of(lab, nodes.get(0)), command);
            }
            return new ExecInNodes(engine, console, parallel).run(containers(lab, nodes), LabClient::nameOf, command);
        }
    }

    private LabSelection.Group group(Engine engine, Parallel parallel) {
        String lab = className == null ? labOption.nameOr(null) : labOption.typed(null);
        if (className != null && lab != null) {
            throw Failure.of(FailureKind.WRONG_INPUT, "labs are named in two ways")
                    .advise("Use either --class or --lab.");
        }
        LabSelection.Wanted wanted = new LabSelection.Wanted(
                Stream.ofNullable(className == null ? lab : className).toList(), false, className != null);
        return LabSelection.group(engine, parallel, wanted, "swarmlab exec --lab");
    }

    private List<EngineContainer> containers(LabResources lab, List<String> nodes) {
        return all
                ? lab.nodes()
                : nodes.stream().map(node -> NodeSelection.of(lab, node)).toList();
    }

    /** The names of the nodes; empty with {@code --all}. */
    private List<String> nodes() {
        List<String> nodes =
                afterDelimiter == null ? arguments.subList(0, Math.min(all ? 0 : 1, arguments.size())) : arguments;
        if (all && !nodes.isEmpty()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "exec takes names of nodes or --all, not both")
                    .advise("Try: swarmlab exec --all -- COMMAND");
        }
        if (!all && nodes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NODE'");
        }
        return nodes.stream().distinct().toList();
    }

    /** Without {@code --}, the first argument is the node, except with {@code --all}; the others are the command. */
    private List<String> command() {
        return afterDelimiter == null
                ? arguments.subList(Math.min(all ? 0 : 1, arguments.size()), arguments.size())
                : afterDelimiter;
    }
}
