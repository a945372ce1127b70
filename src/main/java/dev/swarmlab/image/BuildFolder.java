package dev.swarmlab.image;

import dev.swarmlab.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that an image can be built from: by swarmlab with a {@code recipe}, by the engine with a {@code Dockerfile},
 * or by either.
 *
 * @param recipe null when the folder has none
 * @param hash changes with every byte in it
 */
record BuildFolder(Path path, @Nullable Recipe recipe, boolean hasDockerfile, String hash) {

    static BuildFolder of(Path path) {
        boolean hasRecipe = Recipe.isIn(path);
        Recipe recipe = hasRecipe ? Recipe.in(path) : null;
        return new BuildFolder(
                path,
                recipe,
                Files.isRegularFile(path.resolve("Dockerfile")),
                recipe == null ? Recipe.hashOf(path) : recipe.hash());
    }
}
