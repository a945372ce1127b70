package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.diagnostics.DiagnosticFile;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.doctor.Doctor;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.util.List;
import java.util.Optional;

/** The files that commands add to the diagnostics of a lab: versions, and the report of {@code doctor}. */
final class DiagnosticsFiles {

    private DiagnosticsFiles() {}

    /** @param labFile the lab that doctor checks for; empty for a small lab of four nodes */
    static DiagnosticsContext context(Console console, EngineAccess access, Optional<LabFile> labFile) {
        return new DiagnosticsContext(
                console.environment(),
                engine -> List.of(
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
