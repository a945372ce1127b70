package dev.swarmlab.image;

import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder from which an image can be built: by swarmlab with a {@code recipe}, or by the engine with a {@code
 * Dockerfile}. It may contain both.
 *
 * @param recipe null when the folder has none
 * @param hash of the files in the folder and the build arguments
 */
record BuildFolder(BuildSource source, @Nullable Recipe recipe, boolean hasDockerfile, String hash) {

    static BuildFolder of(BuildSource source) {
        Path path = source.folder();
        boolean hasRecipe = Recipe.isIn(path);
        Recipe recipe = hasRecipe ? Recipe.in(path).with(source.arguments()) : null;
        return new BuildFolder(
                source,
                recipe,
                Files.isRegularFile(path.resolve("Dockerfile")),
                recipe == null ? Recipe.hashOf(path, source.arguments()) : recipe.hash());
    }
}
