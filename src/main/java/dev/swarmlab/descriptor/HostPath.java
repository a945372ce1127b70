package dev.swarmlab.descriptor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of the host: relative ones start from the descriptor's folder, {@code ~/} is the user's home. */
final class HostPath {

    private static final List<String> BUILD_FILES = List.of("Dockerfile", "recipe");

    private HostPath() {}

    /** A folder that an image can be built from. */
    static Shape<Path> buildFolder() {
        return TextShape.parsed("\\S", (text, written) -> {
            Path folder = existing(text, written);
            if (folder == null || isElsewhere(folder, written)) {
                return folder;
            }
            if (!Files.isDirectory(folder)) {
                return written.problem(
                        "must be a folder, " + Quote.of(text) + " is a file", "name the folder that the file is in");
            }
            return BUILD_FILES.stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)))
                    ? folder
                    : written.problem(
                            "can't be built: " + folder + " holds neither a Dockerfile nor a recipe",
                            "name the folder that holds it");
        });
    }

    /** A file that can be read. */
    static Shape<Path> file() {
        return TextShape.parsed("\\S", (text, written) -> {
            Path file = existing(text, written);
            return file == null || Files.isRegularFile(file) || isElsewhere(file, written)
                    ? file
                    : written.problem("must be a file, " + Quote.of(text) + " is none", "name the file itself");
        });
    }

    /** The absolute path of what the text names, or null after reporting that it isn't there. */
    static @Nullable Path existing(String text, Written written) {
        if (text.isBlank()) {
            return written.problem("is empty", "write a path");
        }
        Path path = resolve(text, written);
        return path == null || Files.exists(path) || written.page().filesMayBeMissing()
                ? path
                : written.problem(
                        "names " + Quote.of(text) + ", which does not exist",
                        "looked for " + Quote.visible(path.toString()) + "; relative paths start from "
                                + Quote.visible(written.page().folder().toString()));
    }

    /** Whether nothing can be said of it, since it is missing here and may be. */
    private static boolean isElsewhere(Path path, Written written) {
        return written.page().filesMayBeMissing() && !Files.exists(path);
    }

    private static @Nullable Path resolve(String text, Written written) {
        try {
            if (!text.equals("~") && !text.startsWith("~/")) {
                return written.page().folder().resolve(text).normalize();
            }
            String home = written.page().environment().get("HOME");
            return home == null
                    ? written.problem("begins with ~, but HOME is not set", "write the whole path")
                    : Path.of(home, text.substring(1)).toAbsolutePath().normalize();
        } catch (InvalidPathException exception) {
            return written.problem("can't be " + Quote.of(text) + ": " + exception.getReason(), "write a path");
        }
    }
}
