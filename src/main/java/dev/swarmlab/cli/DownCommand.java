package dev.swarmlab.cli;

import dev.swarmlab.access.LocalArtifacts;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes labs. */
@Command(
        name = "down",
        description = "Remove labs: their containers, networks and volumes. Images stay.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab down quickstart",
            "  swarmlab down 'quickstart-*'",
            "  swarmlab down --all",
            "",
            "A lab that does not exist is no error. --all asks for confirmation, but only on",
            "a terminal. While another command changes a lab, down waits for it, at most 5m."
        })
final class DownCommand implements Callable<Integer>, UsesEngine {

    /** The limit for the start of a private engine that is stopped and holds labs. */
    private static final Duration TIME_TO_START_ENGINE = Duration.ofMinutes(1);

    private final Console console;

    @Parameters(
            paramLabel = "LAB",
            arity = "0..*",
            description = "Lab, its lab file, class, or pattern as in 'web-*' (optional if only one lab exists).")
    private List<String> arguments = List.of();

    @Option(
            names = {"-l", "--lab"},
            paramLabel = "LAB",
            description = "The same as the argument LAB. Repeatable.")
    private List<String> options = List.of();

    @Option(names = "--name", paramLabel = "LAB", hidden = true)
    private List<String> formerOptions = List.of();

    @Option(names = "--all", description = "Remove every lab on the engine.")
    private boolean all;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for confirmation.")
    private boolean yes;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print errors only.")
    private boolean quiet;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> names = names();
        if (all && !names.isEmpty()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "down takes names or --all, not both")
                    .advise("Try: swarmlab down --all");
        }
        Progress progress = console.progress(quiet);
        Parallel parallel = engineOptions.parallel();
        LocalArtifacts artifacts = new LocalArtifacts(console.environment(), progress::say);
        EngineAccess access = engineOptions.access(console, progress::say);
        Optional<Engine> running = access.runningOrStarted(Deadline.in(TIME_TO_START_ENGINE));
        if (running.isEmpty()) {
            progress.say("no engine runs, so there is no lab to remove");
            access.addressesWithoutEngine().forEach(address -> remove(artifacts, address, names));
            return ExitCode.DONE.number();
        }
        try (Engine engine = running.get()) {
            List<LabResources> labs = wanted(LabResources.allIn(EngineSnapshot.of(engine, parallel)), names, progress);
            if (all && !labs.isEmpty()) {
                Confirmation.of(console, yes, "Remove all labs (" + String.join(", ", namesOf(labs)) + ")?");
            }
            new Down(engine, parallel, progress).run(labs);
            remove(
                    artifacts,
                    engine.address(),
                    Stream.concat(names.stream(), namesOf(labs).stream())
                            .distinct()
                            .toList());
            return ExitCode.DONE.number();
        }
    }

    /** The names that were given, each once. */
    private List<String> names() {
        Set<String> named = new LinkedHashSet<>(options);
        named.addAll(formerOptions);
        if (!arguments.isEmpty() && !named.isEmpty() && !named.equals(Set.copyOf(arguments))) {
            named.addAll(arguments);
            throw LabName.differ(named);
        }
        named.addAll(arguments);
        return List.copyOf(named);
    }

    /** Removes the Docker contexts and client certificates of the labs, which are kept outside the engine. */
    private void remove(LocalArtifacts artifacts, String engine, List<String> labs) {
        if (all) {
            artifacts.removeAll(engine);
        } else {
            labs.forEach(lab -> artifacts.remove(engine, lab));
        }
    }

    private static List<String> namesOf(List<LabResources> labs) {
        return labs.stream().map(LabResources::name).toList();
    }

    private List<LabResources> wanted(List<LabResources> labs, List<String> names, Progress progress) {
        if (all) {
            return labs;
        }
        if (names.isEmpty()) {
            return List.of(LabSelection.only(labs, "swarmlab down"));
        }
        Set<LabResources> wanted = new LinkedHashSet<>();
        for (String name : names) {
            List<LabResources> named = LabSelection.named(labs, name, false);
            if (named.isEmpty()) {
                progress.say(LabSelection.missing(name));
            }
            wanted.addAll(named);
        }
        labs.stream()
                .filter(lab -> lab.isClass() && isUnused(lab, labs, wanted))
                .forEach(wanted::add);
        return List.copyOf(wanted);
    }

    /** Whether all labs of a class are removed, so that nothing needs its registry. */
    private static boolean isUnused(LabResources labClass, List<LabResources> labs, Set<LabResources> removed) {
        List<LabResources> members = labs.stream()
                .filter(lab -> LabSelection.isOfClass(lab, labClass.name()))
                .toList();
        return removed.contains(labClass) || (!members.isEmpty() && removed.containsAll(members));
    }
}
