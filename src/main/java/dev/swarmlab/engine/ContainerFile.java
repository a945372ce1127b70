package dev.swarmlab.engine;

/**
 * A file to be put into a container, owned by root.
 *
 * @param path absolute; folders that are missing are made, for root alone
 * @param mode the permission bits, as in {@code 0600}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ContainerFile(String path, int mode, byte[] content) {}
