package dev.swarmlab.engine;

/**
 * A mount of a container.
 *
 * @param source a volume's name, or an absolute path on the engine's host, which must exist
 * @param target an absolute path in the container
 */
public record ContainerMount(Kind kind, String source, String target, boolean readOnly) {

    public enum Kind {
        VOLUME,
        BIND
    }

    public static ContainerMount volume(String name, String target) {
        return new ContainerMount(Kind.VOLUME, name, target, false);
    }
}
