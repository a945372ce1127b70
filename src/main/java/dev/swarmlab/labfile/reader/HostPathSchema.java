package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths on the host. A relative path starts at the folder of the lab file, {@code ~/} is the user's home folder. */
final class HostPathSchema {

    private static final List<String> BUILD_FILES = List.of("Dockerfile", "recipe");

    private HostPathSchema() {}

    /** A folder with a Dockerfile or a recipe. */
    static Schema<Path> buildFolder() {
        return TextSchema.parsed("\\S", (text, value) -> {
            Path folder = existing(text, value);
            if (folder == null || isUnknown(folder, value)) {
                return folder;
            }
            if (!Files.isDirectory(folder)) {
                return value.problem(
                        "must be a folder, " + Messages.quote(text) + " is a file",
                        "name the folder that the file is in");
            }
            return BUILD_FILES.stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)))
                    ? folder
                    : value.problem(
                            "can't be built: " + folder + " contains neither a Dockerfile nor a recipe",
                            "name the folder that contains it");
        });
    }

    /** A regular file. */
    static Schema<Path> file() {
        return TextSchema.parsed("\\S", (text, value) -> {
            Path file = existing(text, value);
            return file == null || Files.isRegularFile(file) || isUnknown(file, value)
                    ? file
                    : value.problem("must be a file, " + Messages.quote(text) + " is not", "name the file itself");
        });
    }

    /** The absolute path of an existing file or folder, or null after a problem was reported. */
    static @Nullable Path existing(String text, ConfigValue value) {
        if (text.isBlank()) {
            return value.problem("is empty", "write a path");
        }
        Path path = resolve(text, value);
        return path == null || Files.exists(path) || value.context().filesMayBeMissing()
                ? path
                : value.problem(
                        "names " + Messages.quote(text) + ", which does not exist",
                        "looked for " + Messages.printable(path.toString()) + "; relative paths start at "
                                + Messages.printable(value.context().folder().toString()));
    }

    /** Whether the path can't be checked, because it may be on another machine. */
    private static boolean isUnknown(Path path, ConfigValue value) {
        return value.context().filesMayBeMissing() && !Files.exists(path);
    }

    private static @Nullable Path resolve(String text, ConfigValue value) {
        try {
            if (!text.equals("~") && !text.startsWith("~/")) {
                return value.context().folder().resolve(text).normalize();
            }
            String home = value.context().environment().get("HOME");
            return home == null
                    ? value.problem("begins with ~, but HOME is not set", "write the full path")
                    : Path.of(home, text.substring(1)).toAbsolutePath().normalize();
        } catch (InvalidPathException exception) {
            return value.problem("can't be " + Messages.quote(text) + ": " + exception.getReason(), "write a path");
        }
    }
}
