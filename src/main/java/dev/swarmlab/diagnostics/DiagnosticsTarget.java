package dev.swarmlab.diagnostics;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** Where diagnostics are written: a folder or an archive that only the user can read. */
public sealed interface DiagnosticsTarget permits DiagnosticsFolder, DiagnosticsArchive {

    /** The path of the folder or archive, absolute. */
    Path path();

    /** Writes the files. May throw an {@link IOException}. */
    void writeFiles(CollectedFiles files) throws IOException;

    /**
     * An archive if the name ends with {@code .tar.gz} or {@code .tgz}, else a folder. An existing archive will be
     * replaced.
     *
     * @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the path can't be used, as for a folder with files
     */
    static DiagnosticsTarget of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        String name = absolute.toString().toLowerCase(Locale.ROOT);
        if (!Files.isDirectory(absolute.resolveSibling("."))) {
            throw unusable(path, "there is no folder " + absolute.getParent());
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            if (Files.isDirectory(absolute)) {
                throw unusable(path, "it is a folder");
            }
            return new DiagnosticsArchive(absolute);
        }
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw unusable(path, "it is a file, and its name does not end with .tar.gz or .tgz");
        }
        if (Files.isDirectory(absolute) && !isEmpty(absolute)) {
            throw unusable(path, "the folder is not empty");
        }
        return new DiagnosticsFolder(absolute);
    }

    /** A new folder below a folder, which is created if it does not exist. Its name has the lab and the time. */
    static DiagnosticsTarget below(Path folder, String lab) {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        try {
            Files.createDirectories(folder);
            return new DiagnosticsFolder(Files.createTempDirectory(folder, "swarmlab-" + lab + "-" + time + "-"));
        } catch (IOException exception) {
            throw unsaved(folder, exception);
        }
    }

    /** The archive of a lab in a folder, which is created if it does not exist. */
    static DiagnosticsTarget archiveIn(Path folder, String lab) {
        try {
            Files.createDirectories(folder);
            return of(folder.resolve(lab + ".tar.gz"));
        } catch (IOException exception) {
            throw unsaved(folder, exception);
        }
    }

    /**
     * Writes the files.
     *
     * @return the path of the folder or archive
     * @throws Failure when they can't be written
     */
    default Path write(CollectedFiles files) {
        try {
            writeFiles(files);
            return path();
        } catch (IOException exception) {
            throw unsaved(path(), exception);
        }
    }

    private static Failure unsaved(Path path, IOException exception) {
        return Failure.of(FailureKind.FAILED, "can't save the diagnostics in " + path)
                .because(exception.toString())
                .causedBy(exception);
    }

    private static Failure unusable(Path path, String reason) {
        return Failure.of(FailureKind.WRONG_INPUT, "can't save the diagnostics in " + path)
                .because(reason)
                .advise("Name a new folder, or a file that ends with .tar.gz");
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException exception) {
            throw unusable(folder, exception.toString());
        }
    }
}
