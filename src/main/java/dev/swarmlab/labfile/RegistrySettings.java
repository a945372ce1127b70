package dev.swarmlab.labfile;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the lab's own image registry and of its pull-through cache.
 *
 * @param port the port on the host's loopback address; null if swarmlab chooses a free one
 * @param mirror the registry whose images the pull-through cache keeps, without user name and password; null for no
 *     cache
 */
public record RegistrySettings(
        String image, @Nullable Integer port, @Nullable URI mirror) {

    public static final String DEFAULT_IMAGE = "registry:3";

    public static final RegistrySettings DEFAULT = new RegistrySettings(DEFAULT_IMAGE, null, null);
}
