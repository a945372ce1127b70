package dev.swarmlab.cli;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.yaml.Suggestion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the node that a command is about. */
final class NodeSelection {

    private NodeSelection() {}

    /** The node of that name, which must run; without a name the first manager that runs. */
    static EngineContainer of(LabResources lab, @Nullable String name) {
        if (name == null) {
            return manager(lab).orElseThrow(() -> noManager(lab));
        }
        EngineContainer node = existing(lab, name);
        if (!node.isRunning()) {
            throw stopped(lab, name + " does not run", node);
        }
        return node;
    }

    /** The node of that name, whether it runs or not. */
    static EngineContainer existing(LabResources lab, String name) {
        return lab.node(name).orElseThrow(() -> unknown(lab, name));
    }

    /** The first manager that runs. */
    static Optional<EngineContainer> manager(LabResources lab) {
        return lab.managers().stream().filter(EngineContainer::isRunning).findFirst();
    }

    private static Failure unknown(LabResources lab, String name) {
        List<String> nodes =
                lab.nodes().stream().map(node -> node.label(Labels.NODE)).toList();
        Failure failure = Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no node named " + name)
                .because("its nodes are " + String.join(", ", nodes));
        return Suggestion.closest(name, nodes)
                .map(meant -> failure.advise("Did you mean " + meant + "?"))
                .orElse(failure);
    }

    private static Failure noManager(LabResources lab) {
        List<EngineContainer> managers = lab.managers();
        return managers.isEmpty()
                ? Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no manager")
                        .advise("Update it to match its file: swarmlab up FILE")
                : stopped(lab, "no manager of the lab " + lab.name() + " runs", managers.get(0));
    }

    private static Failure stopped(LabResources lab, String what, EngineContainer node) {
        boolean isWholeLab = lab.nodes().stream().allMatch(EnsureContainer::isStopped);
        return Failure.of(FailureKind.FAILED, what)
                .because("its container is " + node.state())
                .advise("Start it again with: swarmlab "
                        + (isWholeLab
                                ? "start " + lab.name()
                                : "node start --lab " + lab.name() + " " + node.label(Labels.NODE)));
    }
}
