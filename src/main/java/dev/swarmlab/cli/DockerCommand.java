package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.NodeTerminal;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the docker CLI of a node. */
@Command(
        name = "docker",
        description = "Run docker in a node, with its input, output and exit code.",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "swarmlab docker [OPTIONS] ARGUMENTS...",
            "       swarmlab docker [OPTIONS] [NODE] -- ARGUMENTS..."
        },
        preprocessor = AfterDelimiter.class,
        footer = {
            "",
            "Examples:",
            "  swarmlab docker node ls",
            "  swarmlab docker service ls -q",
            "  swarmlab docker worker01 -- ps",
            "  swarmlab docker -- stack deploy -c - web < stack.yml",
            "",
            "Arguments before -- are for swarmlab, arguments after it for docker. Without --,",
            "docker gets every argument from the first one that is not an option.",
            "This machine needs no docker CLI."
        })
final class DockerCommand implements Callable<Integer>, UsesEngine, AfterDelimiter.Starter {

    private final Console console;

    @Parameters(
            paramLabel = "NODE",
            arity = "0..*",
            description = "Before --: node name, as in worker01. Default: the first manager that runs")
    private List<String> arguments = List.of();

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    private @Nullable List<String> afterDelimiter;

    DockerCommand(Console console) {
        this.console = console;
    }

    @Override
    public void afterDelimiter(List<String> given) {
        afterDelimiter = given;
    }

    @Override
    public boolean passesOptionsOn() {
        return true;
    }

    @Override
    public Integer call() {
        @Nullable String node = node();
        try (Engine engine = engineOptions.openRunning(console)) {
            EngineContainer container = labOption.findNode(engine, engineOptions.parallel(), node, "swarmlab docker");
            List<String> command = new ArrayList<>(List.of("docker"));
            command.addAll(arguments());
            return new NodeTerminal(console).run(engine, container, command);
        }
    }

    /** The node name before {@code --}; null when there is none. */
    @Nullable
    String node() {
        if (afterDelimiter == null || arguments.isEmpty()) {
            return null;
        }
        if (arguments.size() > 1) {
            throw Failure.of(
                            FailureKind.WRONG_INPUT,
                            "only a node name is allowed before --, not " + String.join(" ", arguments))
                    .advise("To pass them to docker: swarmlab docker -- " + String.join(" ", arguments) + " ...");
        }
        return arguments.get(0);
    }

    /** The arguments for docker. */
    List<String> arguments() {
        return afterDelimiter == null ? arguments : afterDelimiter;
    }
}
