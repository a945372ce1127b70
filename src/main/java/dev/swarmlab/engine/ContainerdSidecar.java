package dev.swarmlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes a dockerd start beside its containerd: one that starts its own waits a second for it. A script that is put
 * before whatever would start dockerd, and a configuration without what dockerd has no use for.
 */
public final class ContainerdSidecar {

    private static final String SCRIPT = "containerd-sidecar";
    private static final int READABLE = 0644;

    private ContainerdSidecar() {}

    /** The files that must be in the folder before {@link #command} can be run. */
    public static List<ContainerFile> files(String folder) {
        return Stream.of(SCRIPT, "containerd.toml")
                .map(name -> new ContainerFile(folder + "/" + name, READABLE, content(name)))
                .toList();
    }

    /** The words to be put before a command that starts dockerd. The command is given one more option for dockerd. */
    public static List<String> command(String folder) {
        return List.of("/bin/sh", folder + "/" + SCRIPT);
    }

    private static byte[] content(String name) {
        try (InputStream resource = ContainerdSidecar.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing in swarmlab's jar");
            }
            return resource.readAllBytes();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
