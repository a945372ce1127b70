package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Shells in the nodes of a lab on an engine. */
record LabShells(Engine engine, String lab) implements NodeShells {

    private static final Duration SHORT = Duration.ofSeconds(10);

    @Override
    public boolean isRunning(String node) {
        return LabResources.ownContainers(engine.containers(Labels.LAB, lab)).stream()
                .filter(container -> container.label(Labels.NODE).equals(node) && LabNames.isNode(node))
                .anyMatch(EngineContainer::isRunning);
    }

    @Override
    public void open(String node, InteractiveExec shell) {
        engine.executeInteractively(LabNames.container(lab, node), shell);
    }

    @Override
    public void run(String node, List<String> command) {
        engine.execute(LabNames.container(lab, node), command, Deadline.in(SHORT));
    }
}
