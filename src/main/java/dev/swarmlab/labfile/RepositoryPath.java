package dev.swarmlab.labfile;

import dev.swarmlab.engine.TaggedReference;

/** The part of an image reference that is the same in every registry: its repository and tag. */
public final class RepositoryPath {

    private RepositoryPath() {}

    /**
     * As in {@code swarmlab/echo:latest} for {@code docker.io/swarmlab/echo}. A digest is dropped, since images are
     * pushed by tag, and their digests are compared afterwards. A missing tag is {@code latest}.
     *
     * @see <a href="https://github.com/distribution/reference">the reference grammar</a>
     */
    public static String of(String reference) {
        int digest = reference.indexOf('@');
        String name = digest < 0 ? reference : reference.substring(0, digest);
        int slash = name.indexOf('/');
        if (slash > 0 && isRegistry(name.substring(0, slash))) {
            name = name.substring(slash + 1);
        }
        return TaggedReference.of(name);
    }

    private static boolean isRegistry(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}
