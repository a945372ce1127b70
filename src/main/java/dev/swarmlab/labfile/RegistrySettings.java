package dev.swarmlab.labfile;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The lab's own image registry.
 *
 * @param port its port on the host's loopback; null lets swarmlab choose a free one
 * @param mirror a registry that this one is a pull-through cache of
 */
public record RegistrySettings(
        String image, @Nullable Integer port, @Nullable URI mirror) {

    public static final String DEFAULT_IMAGE = "registry:3";

    public static final RegistrySettings DEFAULT = new RegistrySettings(DEFAULT_IMAGE, null, null);
}
