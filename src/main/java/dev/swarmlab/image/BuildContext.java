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

/** The folder that the engine builds from: the user's own, or a copy of it when swarmlab's program shall be in it. */
record BuildContext(Path folder, boolean isCopy) implements AutoCloseable {

    static BuildContext of(Path folder) throws IOException {
        return of(folder, SwarmlabJar::jar);
    }

    static BuildContext of(Path folder, Supplier<Path> program) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.toList();
        }
        for (Path file : files) {
            if (SwarmlabJar.isMeantBy(file)) {
                return copy(folder, files, program.get());
            }
        }
        return new BuildContext(folder, false);
    }

    private static BuildContext copy(Path folder, List<Path> files, Path program) throws IOException {
        BuildContext context = new BuildContext(Files.createTempDirectory("swarmlab-build-"), true);
        try {
            for (Path file : files) {
                if (!file.equals(folder)) {
                    Path target = context.folder.resolve(folder.relativize(file).toString());
                    Path source = SwarmlabJar.isMeantBy(file) ? program : file;
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
