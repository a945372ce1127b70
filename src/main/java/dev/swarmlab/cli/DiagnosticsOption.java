package dev.swarmlab.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --diagnostics}, and its earlier name {@code --evidence}, which the help does not show. */
final class DiagnosticsOption {

    @Option(
            names = "--diagnostics",
            paramLabel = "FOLDER",
            description =
                    "On failure, save logs and states in a new folder below this one. Default: ${sys:java.io.tmpdir}")
    private @Nullable Path folder;

    @Option(names = "--evidence", paramLabel = "FOLDER", hidden = true, description = "The same as --diagnostics.")
    private @Nullable Path earlierName;

    /** The folder in which a failed command creates the folder with its diagnostics. */
    Path folder() {
        // No variable sets the earlier name, so it was written on the command line, which overrides variables.
        if (earlierName != null) {
            return earlierName;
        }
        return folder == null ? Path.of(System.getProperty("java.io.tmpdir", "/tmp")) : folder;
    }
}
