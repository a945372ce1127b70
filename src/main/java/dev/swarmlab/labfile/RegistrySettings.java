package dev.swarmlab.labfile;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the lab's own image registry.
 *
 * @param port the port on the host's loopback address; null if swarmlab chooses a free one
 * @param mirror the registry for which this one is a pull-through cache; null for none; not yet supported
 */
public record RegistrySettings(
        String image, @Nullable Integer port, @Nullable URI mirror) {

    public static final String DEFAULT_IMAGE = "registry:3";

    public static final RegistrySettings DEFAULT = new RegistrySettings(DEFAULT_IMAGE, null, null);
}
