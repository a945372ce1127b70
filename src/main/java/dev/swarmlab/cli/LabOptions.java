package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
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
        return engineOptions.openRunning(console);
    }

    LabResources find(Engine engine, String command) {
        return LabSelection.of(LabResources.allIn(EngineSnapshot.of(engine, parallel())), name, command);
    }

    /** A node of the lab that runs, so that something can be done in it; without a name the first manager. */
    EngineContainer findNode(Engine engine, @Nullable String node, String command) {
        return NodeSelection.of(find(engine, command), node);
    }

    /** The options as the user would type them, after a blank, so that a command can be shown again. */
    String typed() {
        return name == null ? "" : " --name " + name;
    }
}
