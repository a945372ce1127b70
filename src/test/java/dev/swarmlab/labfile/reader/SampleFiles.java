package dev.swarmlab.labfile.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files and folders that the lab files of the tests name. */
public final class SampleFiles {

    /** A stack file that names no other file. */
    public static final String STACK = "stack.yml";

    /** A stack file that names a file, a variable and an external network. */
    public static final String NETWORKED_STACK = "networked.yml";

    static final String NETWORKED_TEXT = """
        version: "3.8"
        services:
          api:
            image: ${REGISTRY}/my/echo:${WORD:-latest}
            networks: [localnet]
            configs: [settings]
        networks: {localnet: {external: true}}
        configs: {settings: {file: folder/settings.txt}}
        """;

    private SampleFiles() {}

    /** Creates them in a folder. */
    public static void in(Path folder) {
        try {
            Files.createDirectories(folder.resolve("folder"));
            Files.createDirectories(folder.resolve("built"));
            Files.createDirectories(folder.resolve("cooked"));
            Files.writeString(folder.resolve("built/Dockerfile"), "FROM scratch\n");
            Files.writeString(folder.resolve("cooked/recipe"), "");
            Files.writeString(folder.resolve("file.txt"), "");
            Files.writeString(folder.resolve("folder/settings.txt"), "");
            Files.writeString(folder.resolve(STACK), "services: {api: {image: alpine}}\n");
            Files.writeString(folder.resolve(NETWORKED_STACK), NETWORKED_TEXT);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
