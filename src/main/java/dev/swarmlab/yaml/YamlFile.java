package dev.swarmlab.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads YAML files. For a file that can't be read, it explains why and suggests another file of the folder. */
public final class YamlFile {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

    /** How many files of a folder a message names. */
    private static final int FILES_SHOWN = 10;

    private YamlFile() {}

    /**
     * The file's text.
     *
     * @throws UnreadableYaml if the file can't be read or is not UTF-8 text
     */
    public static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UnreadableYaml(
                    Position.WHOLE_FILE, "is a folder", "name a file in it" + among("it contains ", yamlFiles(file)));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return YamlText.read(in);
        } catch (IOException exception) {
            throw unreadable(file, exception);
        }
    }

    /**
     * The path of a file name that the user gave. A relative name starts at the working folder.
     *
     * @throws UnreadableYaml if the name can't be a path
     */
    public static Path path(String name, Path workingFolder) {
        if (URL.matcher(name).matches()) {
            throw new UnreadableYaml(
                    Position.WHOLE_FILE,
                    "is a URL, and swarmlab reads only files",
                    "download it first, as with: curl -fsSLO " + Messages.printable(name));
        }
        try {
            return workingFolder.resolve(name);
        } catch (InvalidPathException exception) {
            throw new UnreadableYaml(
                    Position.WHOLE_FILE,
                    "is not a valid file name: " + exception.getReason(),
                    "write another file name",
                    exception);
        }
    }

    /** Translates an error of the file system into a message and advice. */
    public static UnreadableYaml unreadable(Path file, IOException exception) {
        if (exception instanceof NoSuchFileException) {
            return new UnreadableYaml(Position.WHOLE_FILE, "no such file", adviceForMissing(file), exception);
        }
        if (exception instanceof AccessDeniedException) {
            return new UnreadableYaml(
                    Position.WHOLE_FILE,
                    "permission denied for the user " + System.getProperty("user.name"),
                    "allow reading it, as with: chmod u+r " + file.getFileName(),
                    exception);
        }
        return new UnreadableYaml(
                Position.WHOLE_FILE, "can't be read: " + exception.getMessage(), "name another file", exception);
    }

    private static String adviceForMissing(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "the folder " + Messages.printable(String.valueOf(folder)) + " does not exist either";
        }
        List<String> names = yamlFiles(folder);
        return Suggestion.closest(String.valueOf(missing.getFileName()), names)
                .map(name -> "did you mean " + name + "?")
                .orElse("name another file" + among("the folder contains ", names));
    }

    private static String among(String introduction, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int more = names.size() - FILES_SHOWN;
        String shown = String.join(", ", names.subList(0, Math.min(FILES_SHOWN, names.size())));
        return "; " + introduction + shown + (more > 0 ? " and " + more + " more" : "");
    }

    /** The names of a folder's YAML files, sorted; empty if the folder can't be listed. */
    private static List<String> yamlFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Messages.printable(String.valueOf(file.getFileName())))
                    .filter(name -> name.endsWith(".yml") || name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadableFolder) {
            return List.of();
        }
    }
}
