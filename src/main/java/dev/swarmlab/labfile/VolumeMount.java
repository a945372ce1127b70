package dev.swarmlab.labfile;

import java.nio.file.Path;

/**
 * A file or folder of the host that every manager sees.
 *
 * @param source an absolute path that existed when the descriptor was read
 * @param target an absolute path in the node, without a trailing slash
 */
public record VolumeMount(Path source, String target, boolean readOnly) {}
