package dev.swarmlab.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens a descriptor's file, or says why that can't be done and which file may have been meant. */
public final class YamlFile {

    private YamlFile() {}

    /**
     * The file's text.
     *
     * @throws UnreadableYaml when there is none
     */
    public static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UnreadableYaml(
                    Position.WHOLE_FILE, "is a folder", "name a file in it" + among("it holds ", descriptors(file)));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return YamlText.read(in);
        } catch (IOException exception) {
            throw unreadable(file, exception);
        }
    }

    /** Where the name leads from the working folder. */
    public static Path path(String name, Path workingFolder) {
        try {
            return workingFolder.resolve(name);
        } catch (InvalidPathException exception) {
            throw new UnreadableYaml(
                    Position.WHOLE_FILE, "can't be a file's name: " + exception.getReason(), "name a file", exception);
        }
    }

    public static UnreadableYaml unreadable(Path file, IOException exception) {
        if (exception instanceof NoSuchFileException) {
            return new UnreadableYaml(Position.WHOLE_FILE, "no such file", guess(file), exception);
        }
        if (exception instanceof AccessDeniedException) {
            return new UnreadableYaml(
                    Position.WHOLE_FILE,
                    "may not be read by " + System.getProperty("user.name"),
                    "give yourself the right to: chmod u+r " + file.getFileName(),
                    exception);
        }
        return new UnreadableYaml(
                Position.WHOLE_FILE, "can't be read: " + exception.getMessage(), "name another file", exception);
    }

    private static String guess(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "there is no folder " + Messages.printable(String.valueOf(folder)) + " either";
        }
        List<String> names = descriptors(folder);
        return Suggestion.closest(String.valueOf(missing.getFileName()), names)
                .map(name -> "did you mean " + name + "?")
                .orElse("name another file" + among("beside it there is ", names));
    }

    private static String among(String introduction, List<String> names) {
        return names.isEmpty() ? "" : "; " + introduction + String.join(", ", names);
    }

    /** The first few YAML files of a folder. */
    private static List<String> descriptors(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Messages.printable(String.valueOf(file.getFileName())))
                    .filter(name -> name.endsWith(".yml") || name.endsWith(".yaml"))
                    .sorted()
                    .limit(10)
                    .toList();
        } catch (IOException notOurs) {
            return List.of();
        }
    }
}
