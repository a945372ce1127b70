package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.diagnostics.CollectedFiles;
import dev.swarmlab.diagnostics.Diagnostics;
import dev.swarmlab.diagnostics.DiagnosticsTarget;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves the diagnostics of a lab in a folder or an archive. */
@Command(
        name = "export",
        description = "Save logs, states and events of a lab, to report a problem.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab export problem.tar.gz",
            "  swarmlab export quickstart problem.tar.gz",
            "  swarmlab export --lab quickstart problem",
            "  swarmlab export --class quickstart results",
            "",
            "A single argument is the TARGET, even if a lab has this name. README.txt in the",
            "export lists its files. Only you can read them. Keys, tokens and the values of",
            "variables are removed. Read the logs and the lab file before you pass them on.",
            "A file that can't be collected contains the error; the exit code is 0 then."
        })
final class ExportCommand implements Callable<Integer>, UsesEngine {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    private final Console console;

    @Parameters(index = "0", paramLabel = "LAB", arity = "0..1", description = LabName.DESCRIPTION)
    private @Nullable String first;

    /** Picocli gives a single argument to the first parameter, so this one can't be required. */
    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            arity = "0..1",
            hideParamSyntax = true,
            description = "Archive to write, if it ends with .tar.gz or .tgz, else a new folder.")
    private @Nullable String second;

    @Mixin
    private LabArgumentOption labOption = new LabArgumentOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    /** Null until Picocli has set it, so that the warm-up of docker-java begins before Picocli is loaded. */
    @Spec
    private @Nullable CommandSpec command;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Override
    public Integer call() {
        if (group.isGiven()) {
            return exportAll();
        }
        String name = labOption.nameOr(second == null ? null : first);
        DiagnosticsTarget target = DiagnosticsTarget.of(path());
        Progress progress = console.progress();
        Parallel parallel = engineOptions.parallel();
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openRunning()) {
            LabResources lab = LabSelection.of(engine, parallel, name, "swarmlab export --lab");
            CollectedFiles files = collect(engine, access, lab);
            Path written = target.write(files);
            interruption.tooLate();
            if (!files.unavailable().isEmpty()) {
                progress.say("not available: " + String.join(", ", files.unavailable()));
            }
            console.out().println(written);
            return ExitCode.DONE.number();
        }
    }

    /** Writes an archive for each lab into the folder. */
    private int exportAll() {
        String named = labOption.typed(second == null ? null : first);
        LabSelection.Wanted wanted = group.wanted(Stream.ofNullable(named).toList());
        Path folder = path();
        Progress progress = console.progress();
        Parallel parallel = engineOptions.parallel();
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openRunning()) {
            List<LabResources> labs = LabSelection.group(engine, parallel, wanted, "swarmlab export --lab")
                    .labs();
            for (LabResources lab : labs) {
                console.out()
                        .println(DiagnosticsTarget.archiveIn(folder, lab.name()).write(collect(engine, access, lab)));
            }
            interruption.tooLate();
            return ExitCode.DONE.number();
        }
    }

    private CollectedFiles collect(Engine engine, EngineAccess access, LabResources lab) {
        return new Diagnostics(
                        engine, engineOptions.parallel(), DiagnosticsFiles.context(console, access, labFile(lab)))
                .collect(lab, lab.origin(), Deadline.in(TIME_LIMIT));
    }

    private Path path() {
        String target = second == null ? first : second;
        if (target == null) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "Missing required parameter: 'TARGET'");
        }
        return Path.of(target);
    }

    /** Empty when the file can't be read, for example because its variables are not set here. */
    private Optional<LabFile> labFile(LabResources lab) {
        try {
            return Optional.of(new LabFiles(console).of(lab, null));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
