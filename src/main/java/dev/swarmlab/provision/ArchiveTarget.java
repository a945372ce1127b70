package dev.swarmlab.provision;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive is written: a stream or a file. A file appears as a whole or not at all. It replaces an existing
 * file.
 *
 * @param name for messages
 * @param file null for a stream
 * @param stream null for a file
 */
public record ArchiveTarget(
        String name, @Nullable Path file, @Nullable OutputStream stream) {

    public static ArchiveTarget standardOutput(OutputStream stream) {
        return new ArchiveTarget("standard output", null, stream);
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} when the path can't be that of a file */
    public static ArchiveTarget file(Path file) {
        if (Files.isDirectory(file)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't save the images in " + file)
                    .because("it is a folder")
                    .advise("Name a file, as in images.tar");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't save the images in " + file)
                    .because("there is no folder " + parent);
        }
        return new ArchiveTarget(file.toString(), file, null);
    }

    Output open() throws IOException {
        if (stream != null) {
            return new Output(this, stream, null, null);
        }
        if (file == null) {
            throw new IllegalStateException("neither a file nor a stream");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new Output(this, Files.newOutputStream(file), null, null); // such as a pipe
        }
        Path whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = Files.createTempFile(whole.getParent(), "." + whole.getFileName() + ".", ".tmp");
        return new Output(this, Files.newOutputStream(temporary), temporary, whole);
    }

    /**
     * An archive that is being written.
     *
     * @param temporary the file that is written; null when nothing replaces another file
     * @param whole the file that it becomes; null when nothing replaces another file
     */
    record Output(
            ArchiveTarget target,
            OutputStream stream,
            @Nullable Path temporary,
            @Nullable Path whole) implements AutoCloseable {

        /** The archive is complete. */
        void complete() throws IOException {
            stream.flush();
            if (temporary != null && whole != null) {
                stream.close();
                Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /** Removes what was written, unless it is complete. */
        @Override
        public void close() throws IOException {
            if (target.file() != null) {
                stream.close();
            }
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
