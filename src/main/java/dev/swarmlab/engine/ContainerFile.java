package dev.swarmlab.engine;

/**
 * A file to be put into a container, owned by root.
 *
 * @param path absolute; missing folders above it are created with mode 0755, existing ones keep their mode
 * @param mode the permission bits, as in {@code 0600}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ContainerFile(String path, int mode, byte[] content) {}
