package dev.swarmlab.engine;

/**
 * A difference between the root filesystem of a container and its image. Files in volumes and tmpfs mounts don't count.
 *
 * @param path absolute
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /containers/NAME/changes</a>
 */
public record FileChange(Kind kind, String path) {

    /** What has happened to a file or folder, in the order of Docker's numbers. */
    public enum Kind {
        /** Also a folder in which a file was added or deleted. */
        MODIFIED,
        ADDED,
        DELETED
    }
}
