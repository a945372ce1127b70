package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.diagnostics.DiagnosticFile;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.diagnostics.Redaction;
import dev.swarmlab.doctor.Doctor;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.PlanReport;
import dev.swarmlab.provision.Up;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that commands add to the diagnostics of a lab: its plan, versions, and the report of {@code doctor}. */
final class DiagnosticsFiles {

    private DiagnosticsFiles() {}

    /** @param labFile the lab that doctor checks for; empty for a small lab of four nodes */
    static DiagnosticsContext context(Console console, EngineAccess access, Optional<LabFile> labFile) {
        return new DiagnosticsContext(
                console.environment(),
                (engine, origin) -> List.of(
                        new DiagnosticFile(
                                "plan.json",
                                "what the lab consists of by its lab file, and how it differs from that, as"
                                        + " swarmlab up --dry-run prints it",
                                () -> plan(engine, origin, console, access)),
                        new DiagnosticFile(
                                "versions.json",
                                "the versions of swarmlab, Java, the engine and its API",
                                () -> versions(engine)),
                        new DiagnosticFile(
                                "doctor.txt", "the report of swarmlab doctor about this host", () -> new Doctor(
                                                labFile, access.recipes())
                                        .withEngine(engine, access.source(engine))
                                        .table())));
    }

    /** As in all diagnostics, the lab file is that of the run. Another file of that name has no effect. */
    private static String plan(Engine engine, Optional<Origin> origin, Console console, EngineAccess access) {
        Origin known = origin.orElseThrow(() -> Failure.of(FailureKind.FAILED, "the lab file is not known"));
        LabFile labFile = new LabFileReader(console.environment(), Path.of(""))
                .readOrFail(new LabFileSource.Kept(known.file(), known.text()), known.overrides())
                .labFile();
        PlanReport plan = new Up(
                        engine,
                        new ImageSupply(engine, access.recipes()),
                        new Parallel(true),
                        new Progress(event -> {}))
                .preview(labFile, known, true);
        PlanReport shown = Redaction.hasVariables(known.text()) ? plan.withoutValues() : plan;
        return Output.of(OutputFormat.JSON, shown, shown::table);
    }

    private static String versions(Engine engine) {
        VersionReport report;
        try {
            report = VersionReport.with(engine.address(), engine.version());
        } catch (EngineException exception) {
            report = VersionReport.withoutEngine(exception.text());
        }
        return Output.of(OutputFormat.JSON, report, report::table);
    }
}
