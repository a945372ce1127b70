package dev.swarmlab.engine;

/**
 * A file to copy into a container, owned by root.
 *
 * @param path absolute; missing parent folders are created with mode 0755, existing ones keep their mode
 * @param mode the permission bits, as in {@code 0600}
 */
@SuppressWarnings("ArrayRecordComponent") // records of this type are never compared
public record ContainerFile(String path, int mode, byte[] content) {}
