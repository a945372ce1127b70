package dev.swarmlab.labfile;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is made.
 *
 * @param image the docker-in-docker image that it runs
 * @param build a folder that the image is built from; null for an image that is on the engine or is pulled
 * @param args further arguments for the node's daemon, such as {@code --mtu=1400}
 * @param memoryBytes the most memory that the node and all that runs in it may use; null is no limit
 * @param cpus the most processor time, 1.5 being one and a half processors; null is no limit
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
