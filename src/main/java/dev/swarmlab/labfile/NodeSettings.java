package dev.swarmlab.labfile;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node.
 *
 * @param image the docker-in-docker image
 * @param build the folder that the image is built from; null if the image is taken from the engine or pulled
 * @param args more arguments for the node's daemon, such as {@code --mtu=1400}
 * @param memoryBytes memory limit of the node and everything that runs in it, in bytes; null for no limit
 * @param cpus processor limit; 1.5 is one and a half processors; null for no limit
 */
public record NodeSettings(
        String image,
        @Nullable Path build,
        List<String> args,
        @Nullable Long memoryBytes,
        @Nullable BigDecimal cpus) {

    public static final String DEFAULT_IMAGE = "docker:29-dind";

    public static final NodeSettings DEFAULT = new NodeSettings(DEFAULT_IMAGE, null, List.of(), null, null);

    public NodeSettings {
        args = List.copyOf(args);
    }
}
