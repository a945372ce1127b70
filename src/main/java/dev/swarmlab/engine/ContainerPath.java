package dev.swarmlab.engine;

/**
 * What the engine reports about a path in a container.
 *
 * @param isFolder whether it is a folder; false for a symbolic link to one
 * @param linkTarget the absolute path in the container to which a symbolic link leads; empty for anything else
 */
public record ContainerPath(boolean isFolder, String linkTarget) {}
