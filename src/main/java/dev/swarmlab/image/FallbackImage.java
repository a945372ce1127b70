package dev.swarmlab.image;

import dev.swarmlab.recipe.Recipe;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that swarmlab can make itself from Debian packages, where the one that was asked for can't be pulled.
 *
 * @param reference its name on the engine, as in {@code swarmlab/node:trixie}
 * @param program what runs in it, as in {@code Docker 26.1}; empty for an image that was asked for by its own name
 */
record FallbackImage(String reference, Recipe recipe, String program) {

    /** What Debian 13 (trixie), which the fallback images are made of, has of each program. A stable release keeps it. */
    private static final Map<String, String> PROGRAMS = Map.of("node", "Docker 26.1", "registry", "Distribution 2.8");

    /** The names of swarmlab's own images. The tag is the Debian suite that their packages come from. */
    private static final Pattern OWN = Pattern.compile("swarmlab/(node|registry):(bookworm|trixie|sid)");

    private static final Pattern DIND = Pattern.compile("(docker\\.io/)?(library/)?docker:(.*-)?dind");
    private static final Pattern REGISTRY = Pattern.compile("(docker\\.io/)?(library/)?registry(:[\\w.-]+)?");

    /** What can stand for an image: itself if it is one of swarmlab's own, or one with the same contract. */
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
