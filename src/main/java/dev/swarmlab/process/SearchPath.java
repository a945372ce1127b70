package dev.swarmlab.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folders that are searched for programs.
 *
 * @param folders in the order of the search
 */
public record SearchPath(List<Path> folders) {

    private static final List<String> ADMINISTRATOR_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /** {@code PATH}, and the administrator's folders, since {@code su} and {@code sudo} may omit them. */
    public static SearchPath of(Map<String, String> environment) {
        List<String> entries = new ArrayList<>();
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String entry : path.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        entries.addAll(ADMINISTRATOR_FOLDERS);
        return new SearchPath(entries.stream().distinct().map(Path::of).toList());
    }

    /** The same search path with another folder in front. */
    public SearchPath startingWith(Path folder) {
        List<Path> longer = new ArrayList<>(folders);
        longer.add(0, folder);
        return new SearchPath(List.copyOf(longer));
    }

    public boolean has(String program) {
        return find(program).isPresent();
    }

    public Optional<Path> find(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** In the format of the variable {@code PATH}. */
    @Override
    public String toString() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
