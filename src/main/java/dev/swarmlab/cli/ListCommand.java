package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSummary;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the labs of an engine. */
@Command(
        name = "ls",
        description = "List the labs on the engine.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  swarmlab ls", "  swarmlab ls -o json", "  swarmlab ls -q"})
final class ListCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print lab names only.")
    private boolean quiet;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Parallel parallel = engineOptions.parallel();
        Optional<Engine> running =
                engineOptions.access(console, console.progress()::say).runningOrNoLabs();
        List<LabSummary> labs =
                running.map(engine -> summaries(engine, parallel, now)).orElse(List.of());
        if (quiet) {
            output.printNames(console, labs.stream().map(LabSummary::name).toList());
        } else {
            output.print(console, labs, () -> LabSummary.table(labs, now));
        }
        return ExitCode.DONE.number();
    }

    private static List<LabSummary> summaries(Engine opened, Parallel parallel, Instant now) {
        try (Engine engine = opened) {
            return LabResources.allIn(EngineSnapshot.of(engine, parallel)).stream()
                    .map(lab -> summary(lab, now))
                    .toList();
        }
    }

    private static LabSummary summary(LabResources lab, Instant now) {
        return new LabSummary(
                lab.name(),
                lab.nodes().size(),
                (int) lab.nodes().stream().filter(EngineContainer::isRunning).count(),
                lab.registry()
                        .map(registry -> "localhost:" + registry.label(Labels.PORT))
                        .orElse(""),
                lab.expiry().map(Expiry::text).orElse(null),
                lab.expiry().filter(expiry -> expiry.isOver(now)).isPresent(),
                lab.origin().map(Origin::file).orElse(""),
                lab.isClass()
                        ? lab.name()
                        : lab.student().map(Student::className).orElse(null),
                lab.student().map(Student::name).orElse(null));
    }
}
