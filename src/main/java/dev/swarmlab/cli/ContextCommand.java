package dev.swarmlab.cli;

import dev.swarmlab.access.ClientCertificates;
import dev.swarmlab.access.LabContexts;
import dev.swarmlab.access.LocalArtifacts;
import dev.swarmlab.access.NodeEndpoint;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.LabContext;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A lab as a context of the docker CLI. */
@Command(
        name = "context",
        description = "Create and remove Docker contexts for labs on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  swarmlab context create",
            "  docker --context swarmlab-quickstart node ls",
            "  swarmlab context rm"
        })
final class ContextCommand implements UsesEngine {

    private final Console console;

    ContextCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "create",
            description = "Create a Docker context for a lab or a node, and print its name.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab context create",
                "  docker --context $(swarmlab context create worker01) ps",
                "",
                "The context of a lab is named swarmlab-LAB, that of a node swarmlab-LAB-NODE. An",
                "existing context is updated. swarmlab down removes it with its lab."
            })
    int create(
            @Parameters(
                            paramLabel = "NODE",
                            arity = "0..1",
                            description = "Node name, as in worker01. Default: the first manager that runs")
                    @Nullable
                    String node,
            @Mixin LabOption labOption,
            @Mixin EngineOptions engineOptions) {
        try (Engine engine = engineOptions.openRunning(console)) {
            LabResources lab = labOption.find(engine, engineOptions.parallel(), "swarmlab context create");
            EngineContainer container = NodeSelection.of(lab, node);
            NodeEndpoint nodeEndpoint =
                    NodeEndpoint.of(engine, lab, container, ClientCertificates.of(console.environment()));
            LabContext context = NodeSelection.manager(lab).equals(Optional.of(container))
                    ? LabContext.ofLab(lab.name(), engine.address())
                    : LabContext.ofNode(lab.name(), container.label(Labels.NODE), engine.address());
            LabContexts.of(console.environment()).put(context, nodeEndpoint);
            console.out().println(context.name());
            console.hint("Use it:  docker --context " + context.name() + " ps");
            console.hint("         docker context use " + context.name());
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "rm",
            description = "Remove the Docker contexts of a lab. The lab need not exist.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab context rm quickstart"})
    int remove(
            @Parameters(
                            paramLabel = "LAB",
                            arity = "0..1",
                            description = "Lab name (optional if only one lab has contexts).")
                    @Nullable
                    String argument,
            @Mixin LabArgumentOption labOption) {
        String name = labOption.nameOr(argument);
        String lab = name == null ? only() : name;
        new LocalArtifacts(console.environment(), console.progress()::say)
                .removeContexts(context -> context.lab().equals(lab));
        return ExitCode.DONE.number();
    }

    private String only() {
        List<String> labs = LabContexts.of(console.environment()).all().stream()
                .map(LabContext::lab)
                .distinct()
                .sorted()
                .toList();
        if (labs.size() > 1) {
            throw Failure.of(
                            FailureKind.WRONG_INPUT,
                            "there are Docker contexts of several labs: " + String.join(", ", labs))
                    .advise("Say which: swarmlab context rm " + labs.get(0));
        }
        return labs.isEmpty() ? "" : labs.get(0);
    }
}
