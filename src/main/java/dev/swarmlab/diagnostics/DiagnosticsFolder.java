package dev.swarmlab.diagnostics;

import java.io.IOException;
import java.nio.file.Path;

/** A folder with the files of diagnostics, new or empty. */
record DiagnosticsFolder(Path path) implements DiagnosticsTarget {

    @Override
    public void writeFiles(CollectedFiles files) throws IOException {
        OwnerOnly.createFolder(path);
        OwnerOnly.write(path, files.files());
    }
}
