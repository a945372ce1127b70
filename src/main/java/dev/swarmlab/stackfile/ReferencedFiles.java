package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the files that a stack file names: configs, secrets and {@code env_file}. */
final class ReferencedFiles {

    private final Set<Path> paths = new LinkedHashSet<>();

    /** The absolute paths. */
    Set<Path> paths() {
        return Set.copyOf(paths);
    }

    /** Adds a file, or reports that it does not exist or that its path is absolute. */
    void add(ConfigValue file) {
        StackValues.text(file).ifPresent(text -> add(text, file));
    }

    private void add(String text, ConfigValue file) {
        ParseContext context = file.context();
        try {
            Path named = Path.of(text);
            Path path = context.folder().resolve(named).normalize();
            if (named.isAbsolute()) {
                context.problem(
                        file.yaml().position(),
                        "the path " + Messages.quote(text) + " is absolute",
                        "write a path relative to the stack file, since swarmlab copies the file into the lab");
            } else if (!Files.isRegularFile(path)) {
                context.problem(
                        file.yaml().position(),
                        "there is no file " + Messages.quote(text),
                        "looked for " + Messages.printable(path.toString())
                                + "; paths start at the folder of the stack file");
            } else {
                paths.add(path);
            }
        } catch (InvalidPathException exception) {
            context.problem(
                    file.yaml().position(),
                    "the path " + Messages.quote(text) + " is not valid: " + exception.getReason(),
                    "write the path of a file");
        }
    }
}
