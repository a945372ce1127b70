package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files that a stack file names beside itself, as they are found. */
final class ReferencedFiles {

    private final Set<Path> paths = new LinkedHashSet<>();

    Set<Path> paths() {
        return Set.copyOf(paths);
    }

    /** Takes the file that is named, or reports why it can't be taken. */
    void add(ConfigValue file) {
        StackParts.text(file).ifPresent(text -> add(text, file));
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
                        "write it relative to the stack file, so that it can be carried into the lab with it");
            } else if (!Files.isRegularFile(path)) {
                context.problem(
                        file.yaml().position(),
                        "there is no file " + Messages.quote(text),
                        "looked for " + Messages.printable(path.toString())
                                + "; paths start from the stack file's folder");
            } else {
                paths.add(path);
            }
        } catch (InvalidPathException exception) {
            context.problem(
                    file.yaml().position(),
                    "the path " + Messages.quote(text) + " can't be one: " + exception.getReason(),
                    "write a file's path");
        }
    }
}
