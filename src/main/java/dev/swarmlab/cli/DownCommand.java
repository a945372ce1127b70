package dev.swarmlab.cli;

import dev.swarmlab.access.LocalArtifacts;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes labs. */
@Command(
        name = "down",
        description = "Remove labs with everything that belongs to them. Images stay.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab down quickstart",
            "  swarmlab down --all",
            "",
            "A lab that is not there is no error. A command that changes the lab at this moment is waited for, 5m at most."
        })
final class DownCommand implements Callable<Integer> {

    private static final Duration TIME_TO_WAKE_UP = Duration.ofMinutes(1);

    private final Console console;

    @Parameters(paramLabel = "LAB", arity = "0..*", description = "The labs' names. May be left out when there is one.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every lab on the engine.")
    private boolean all;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (all && !names.isEmpty()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "down takes names or --all, not both")
                    .advise("Try: swarmlab down --all");
        }
        Progress progress = console.progress();
        Parallel parallel = engineOptions.parallel();
        LocalArtifacts traces = new LocalArtifacts(console.environment(), progress::say);
        EngineAccess access = new EngineAccess(console, engineOptions.choice(), progress::say);
        Optional<Engine> running = access.wakeUp(Deadline.in(TIME_TO_WAKE_UP));
        if (running.isEmpty()) {
            progress.say("no engine runs, so there is no lab to remove");
            access.addressesWithoutEngine().forEach(address -> remove(traces, address, names));
            return ExitCode.DONE.number();
        }
        try (Engine engine = running.get()) {
            List<LabResources> labs = wanted(LabResources.allIn(EngineSnapshot.of(engine, parallel)), progress);
            new Down(engine, parallel, progress).run(labs);
            remove(traces, engine.address(), names.isEmpty() ? namesOf(labs) : names);
            return ExitCode.DONE.number();
        }
    }

    private void remove(LocalArtifacts traces, String engine, List<String> labs) {
        if (all) {
            traces.removeAll(engine);
        } else {
            labs.forEach(lab -> traces.remove(engine, lab));
        }
    }

    private static List<String> namesOf(List<LabResources> labs) {
        return labs.stream().map(LabResources::name).toList();
    }

    private List<LabResources> wanted(List<LabResources> labs, Progress progress) {
        if (all) {
            return labs;
        }
        if (names.isEmpty()) {
            return List.of(LabSelection.only(labs, "swarmlab down"));
        }
        names.stream()
                .filter(name -> labs.stream().noneMatch(lab -> lab.name().equals(name)))
                .forEach(name -> progress.say("there is no lab named " + name));
        return labs.stream().filter(lab -> names.contains(lab.name())).toList();
    }
}
