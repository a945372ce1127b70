package dev.swarmlab.engine;

/**
 * An image reference that names one image. Without a tag and a digest the Engine API means every tag of the repository,
 * where the docker CLI and lab files mean {@code latest}.
 */
public final class TaggedReference {

    private static final String DEFAULT_TAG = ":latest";

    private TaggedReference() {}

    /** As in {@code alpine:latest} for {@code alpine}. A reference with a tag or a digest stays as it is. */
    public static String of(String reference) {
        boolean isComplete = reference.contains("@") || reference.indexOf(':', reference.lastIndexOf('/') + 1) >= 0;
        return isComplete ? reference : reference + DEFAULT_TAG;
    }
}
