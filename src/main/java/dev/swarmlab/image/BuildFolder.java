package dev.swarmlab.image;

import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that an image can be built from: by swarmlab with a {@code recipe}, by the engine with a {@code Dockerfile},
 * or by either.
 *
 * @param recipe null when the folder has none
 * @param hash changes with every byte in the folder and with every build argument
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
