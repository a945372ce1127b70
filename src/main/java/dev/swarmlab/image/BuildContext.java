package dev.swarmlab.image;

import dev.swarmlab.recipe.SwarmlabJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder from which the engine builds: the user's folder, or a temporary copy in which {@link SwarmlabJar} replaces
 * its placeholder. Closing removes the copy.
 */
record BuildContext(Path folder, boolean isCopy) implements AutoCloseable {

    static BuildContext of(Path folder) throws IOException {
        return of(folder, SwarmlabJar::jar);
    }

    static BuildContext of(Path folder, Supplier<Path> jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.toList();
        }
        for (Path file : files) {
            if (SwarmlabJar.isPlaceholder(file)) {
                return copy(folder, files, jar.get());
            }
        }
        return new BuildContext(folder, false);
    }

    private static BuildContext copy(Path folder, List<Path> files, Path jar) throws IOException {
        BuildContext context = new BuildContext(Files.createTempDirectory("swarmlab-build-"), true);
        try {
            for (Path file : files) {
                if (!file.equals(folder)) {
                    Path target = context.folder.resolve(folder.relativize(file).toString());
                    Path source = SwarmlabJar.isPlaceholder(file) ? jar : file;
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
            }
            return context;
        } catch (IOException | RuntimeException exception) {
            context.close();
            throw exception;
        }
    }

    @Override
    public void close() throws IOException {
        if (!isCopy) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
