package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.provision.ObservedLab;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command about one lab that exists. */
final class LabOptions {

    @Option(names = "--name", paramLabel = "LAB", description = "Which lab. May be left out when there is one.")
    private @Nullable String name;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    Parallel parallel() {
        return engineOptions.parallel();
    }

    Engine openEngine(Console console) {
        return new EngineAccess(console, engineOptions.choice(), console.progress()::say).openRunning();
    }

    ObservedLab find(Engine engine, String command) {
        return LabSelection.of(ObservedLab.allIn(EngineSnapshot.of(engine, parallel())), name, command);
    }

    /** A node of the lab that runs, so that something can be done in it. */
    EngineContainer findNode(Engine engine, String node, String command) {
        ObservedLab lab = find(engine, command);
        EngineContainer container = lab.node(node).orElseThrow(() -> Failure.of(
                        FailureKind.FAILED, "the lab " + lab.name() + " has no node named " + node)
                .because("its nodes are "
                        + lab.nodes().stream()
                                .map(known -> known.label(Labels.NODE))
                                .collect(Collectors.joining(", "))));
        if (!container.isRunning()) {
            throw Failure.of(FailureKind.FAILED, node + " does not run")
                    .because("its container is " + container.state())
                    .advise("Start it again with: docker start " + container.name());
        }
        return container;
    }
}
