package dev.swarmlab.plan;

import dev.swarmlab.engine.TaggedReference;

/** An image reference without its registry: what remains the same when an image moves from one registry to another. */
public final class RepositoryPath {

    private RepositoryPath() {}

    /**
     * As in {@code swarmlab/echo:latest} for {@code docker.io/swarmlab/echo}. A digest is dropped, since a tag is pushed
     * and digests are compared afterwards; a missing tag is {@code latest}.
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
