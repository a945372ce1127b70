package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Runs {@code up} for an existing lab with another number of nodes. */
record NodeCountRun(
        Console console, Duration timeout, DiagnosticsOption diagnostics, LabName labName, EngineOptions options) {

    int add(Role role) {
        return up("swarmlab node add", (lab, count) -> count.withMore(role));
    }

    int remove(List<String> names) {
        return up("swarmlab node rm", (lab, count) -> {
            names.forEach(name -> NodeSelection.existing(lab, name));
            return count.without(names);
        });
    }

    private int up(String command, BiFunction<LabResources, NodeCount, NodeCount.Changed> change) {
        Progress progress = console.progress();
        Parallel parallel = options.parallel();
        Deadline deadline = Deadline.in(timeout);
        EngineAccess access = options.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openRunning()) {
            LabResources lab = labName.find(engine, parallel, command);
            progress.lab(lab.name());
            NodeCount count = new NodeCount(new LabFileReader(console.environment(), Path.of("")), origin(lab));
            NodeCount.Changed changed = change.apply(lab, count);
            DiagnosticsContext context = DiagnosticsFiles.context(console, access, Optional.of(changed.labFile()));
            // The lab keeps its file and its owner, whoever adds a node.
            UpOptions upOptions = new UpOptions(deadline, false, diagnostics.folder(), true, context)
                    .with(OutboundAccess.of(console.environment(), progress::say));
            new Up(engine, new ImageSupply(engine, access.recipes()), parallel, progress)
                    .run(changed.labFile(), changed.origin(), upOptions);
            interruption.tooLate();
            progress.say("to keep this number of nodes, run the next up as: swarmlab up "
                    + changed.origin().arguments());
            return ExitCode.DONE.number();
        }
    }

    private static Origin origin(LabResources lab) {
        return lab.origin()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the engine has no lab file of the lab " + lab.name())
                        .advise("Run: swarmlab up FILE"));
    }
}
