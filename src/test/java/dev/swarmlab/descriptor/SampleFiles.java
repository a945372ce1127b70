package dev.swarmlab.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files and folders that the tests' descriptors name. */
public final class SampleFiles {

    private SampleFiles() {}

    public static void in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("folder"));
            Files.createDirectories(folder.resolve("built"));
            Files.createDirectories(folder.resolve("cooked"));
            Files.writeString(folder.resolve("built/Dockerfile"), "FROM scratch\n");
            Files.writeString(folder.resolve("cooked/recipe"), "");
            Files.writeString(folder.resolve("file.txt"), "");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
