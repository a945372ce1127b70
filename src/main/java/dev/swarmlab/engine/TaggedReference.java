package dev.swarmlab.engine;

/**
 * An image reference that names one image. A reference without tag and digest means every tag of the repository in the
 * Engine API, and {@code latest} in the docker CLI and in lab files.
 */
public final class TaggedReference {

    private static final String DEFAULT_TAG = ":latest";

    private TaggedReference() {}

    /** Adds {@code :latest} to a reference that has neither tag nor digest. */
    public static String of(String reference) {
        boolean isComplete = reference.contains("@") || reference.indexOf(':', reference.lastIndexOf('/') + 1) >= 0;
        return isComplete ? reference : reference + DEFAULT_TAG;
    }
}
