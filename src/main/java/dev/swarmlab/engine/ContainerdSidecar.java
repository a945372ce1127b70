package dev.swarmlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts containerd beside dockerd: a dockerd that starts its own containerd waits a second for it. It consists of a
 * script, which starts containerd and then the command that starts dockerd, and of a configuration of containerd
 * without the plugins that dockerd does not use.
 */
public final class ContainerdSidecar {

    private static final String SCRIPT = "containerd-sidecar";
    private static final int READABLE = 0644;

    private ContainerdSidecar() {}

    /** The files that {@link #command} needs in the folder. */
    public static List<ContainerFile> files(String folder) {
        return Stream.of(SCRIPT, "containerd.toml")
                .map(name -> new ContainerFile(folder + "/" + name, READABLE, content(name)))
                .toList();
    }

    /** The prefix of a command that starts dockerd. The script adds one option for dockerd to the command. */
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
