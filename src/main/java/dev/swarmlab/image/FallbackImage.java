package dev.swarmlab.image;

import dev.swarmlab.recipe.Recipe;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that swarmlab builds from Debian packages when the requested image can't be pulled.
 *
 * @param reference its name on the engine, such as {@code swarmlab/node:trixie}
 * @param program the program in it, such as {@code Docker 26.1}; empty when it was requested by its own name
 */
record FallbackImage(String reference, Recipe recipe, String program) {

    /** The program versions in Debian 13 (trixie), the default suite. They do not change within a stable release. */
    private static final Map<String, String> PROGRAMS = Map.of("node", "Docker 26.1", "registry", "Distribution 2.8");

    /** The names of fallback images. The tag is the Debian suite of their packages. */
    private static final Pattern OWN = Pattern.compile("swarmlab/(node|registry):(bookworm|trixie|sid)");

    private static final Pattern DIND = Pattern.compile("(docker\\.io/)?(library/)?docker:(.*-)?dind");
    private static final Pattern REGISTRY = Pattern.compile("(docker\\.io/)?(library/)?registry(:[\\w.-]+)?");

    /**
     * The fallback image for a reference: the same image when the reference names a fallback image, else one with the
     * same entrypoint and arguments. Empty when there is none.
     */
    static Optional<FallbackImage> of(String reference) {
        Matcher own = OWN.matcher(reference);
        if (own.matches()) {
            return Optional.of(
                    new FallbackImage(reference, Recipe.shipped(own.group(1)).from(own.group(2)), ""));
        }
        if (DIND.matcher(reference).matches()) {
            return Optional.of(shipped("node"));
        }
        if (REGISTRY.matcher(reference).matches()) {
            return Optional.of(shipped("registry"));
        }
        return Optional.empty();
    }

    private static FallbackImage shipped(String name) {
        return new FallbackImage(
                "swarmlab/" + name + ":" + Recipe.DEFAULT_SUITE, Recipe.shipped(name), PROGRAMS.getOrDefault(name, ""));
    }
}
