package dev.swarmlab.labfile;

import java.nio.file.Path;

/**
 * A file or folder of the host that is mounted on every manager.
 *
 * @param source an absolute path on the host
 * @param target an absolute path in the node, without a slash at the end
 */
public record VolumeMount(Path source, String target, boolean readOnly) {}
