package dev.swarmlab.image;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.Recipe;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the engine has an image. An image that can be built is built when it is missing or its folder has
 * changed, and never pulled: its name may be somebody else's on a public registry. Any other is taken from the engine,
 * else pulled, else swarmlab's own stand-in is built.
 */
public final class ImageSupply {

    private final Engine engine;
    private final RecipeBuilder recipes;

    public ImageSupply(Engine engine, RecipeBuilder recipes) {
        this.engine = engine;
        this.recipes = recipes;
    }

    /** Returns the reference under which the engine now has the image, or what stands for it. */
    public String acquire(ImageRequest request, Deadline deadline) {
        BuildSource build = request.build();
        return build == null
                ? pulled(request.reference(), deadline)
                : built(request.reference(), BuildFolder.of(build), deadline);
    }

    /** What the engine has of an image already: itself, or what stands for it. Nothing is pulled or built. */
    public Optional<String> present(String reference) {
        return Stream.concat(Stream.of(reference), FallbackImage.of(reference).map(FallbackImage::reference).stream())
                .filter(name -> engine.image(name).isPresent())
                .findFirst();
    }

    /** Says which image is used instead of another and which program it holds. Empty when it is the image itself. */
    public static String substitution(String reference, String actual) {
        if (actual.equals(reference)) {
            return "";
        }
        String program = FallbackImage.of(reference)
                .map(FallbackImage::program)
                .filter(name -> !name.isEmpty())
                .map(name -> " (" + name + ")")
                .orElse("");
        return "using " + actual + program + " instead of " + reference;
    }

    /** What the user must know of an image that was acquired; empty when it is what the lab file names. */
    public String remark(ImageRequest request, String actual) {
        if (request.build() != null
                && engine.image(actual)
                        .filter(image -> !image.labels().containsKey(Labels.RECIPE))
                        .isPresent()) {
            return "using your own build of " + actual + ": swarmlab builds it from "
                    + request.build().folder() + " only when it is removed";
        }
        return substitution(request.reference(), actual);
    }

    private String built(String reference, BuildFolder folder, Deadline deadline) {
        Optional<EngineImage> existing = engine.image(reference);
        boolean upToDate = existing.isPresent() && isMadeOf(existing.get(), folder.hash());
        if (!upToDate) {
            if (folder.recipe() != null && canRunRecipes(folder)) {
                importRecipe(reference, folder.recipe(), deadline);
            } else {
                buildDockerfile(reference, folder, deadline);
            }
        }
        return reference;
    }

    /** An image without our label is the user's own build of it, and what the user built is what the user wants. */
    private static boolean isMadeOf(EngineImage image, String hash) {
        String made = image.labels().getOrDefault(Labels.RECIPE, "");
        return made.isEmpty() || made.equals(hash);
    }

    private boolean canRunRecipes(BuildFolder folder) {
        Recipe recipe = folder.recipe();
        return !folder.hasDockerfile()
                || (recipe != null && recipes.has(recipe))
                || recipes.reasonItCannotBuild().isEmpty();
    }

    private void buildDockerfile(String reference, BuildFolder folder, Deadline deadline) {
        BuildSource source = folder.source();
        try (BuildContext context = BuildContext.of(source.folder())) {
            engine.build(
                    context.folder(), source.arguments(), reference, Map.of(Labels.RECIPE, folder.hash()), deadline);
        } catch (EngineException exception) {
            throw Failure.of(FailureKind.FAILED, "can't build " + reference + " from " + source.folder())
                    .because(exception.text())
                    .advise("See it in full with: docker build " + options(source) + source.folder())
                    .causedBy(exception);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't build " + reference + " from " + source.folder())
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
    }

    private static String options(BuildSource source) {
        return new TreeMap<>(source.arguments())
                .entrySet().stream()
                        .map(argument -> "--build-arg '" + argument.getKey() + "=" + argument.getValue() + "' ")
                        .collect(Collectors.joining());
    }

    private String pulled(String reference, Deadline deadline) {
        Optional<FallbackImage> fallbackImage = FallbackImage.of(reference);
        boolean own =
                fallbackImage.isPresent() && fallbackImage.get().reference().equals(reference);
        if (!own && engine.image(reference).isPresent()) {
            return reference;
        }
        if (fallbackImage.isPresent() && isBuilt(fallbackImage.get())) {
            return fallbackImage.get().reference();
        }
        EngineException refusal = own ? null : pull(reference, deadline);
        if (!own && refusal == null) {
            return reference;
        }
        if (fallbackImage.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "can't get the image " + reference)
                    .because(refusal == null ? null : refusal.text())
                    .advise("Check its name, or say where it can be built from: {image: " + reference
                            + ", build: FOLDER}");
        }
        return standInFor(reference, fallbackImage.get(), refusal, deadline);
    }

    private String standInFor(
            String reference, FallbackImage fallbackImage, @Nullable EngineException refusal, Deadline deadline) {
        try {
            importRecipe(fallbackImage.reference(), fallbackImage.recipe(), deadline);
            return fallbackImage.reference();
        } catch (Failure failure) {
            if (refusal == null) {
                throw failure;
            }
            throw Failure.of(failure.kind(), "can't get the image " + reference)
                    .because("it can't be pulled (" + refusal.text() + "), and swarmlab's own can't be made: "
                            + failure.getMessage())
                    .causedBy(failure);
        }
    }

    private boolean isBuilt(FallbackImage fallbackImage) {
        return engine.image(fallbackImage.reference())
                .filter(image ->
                        fallbackImage.recipe().hash().equals(image.labels().get(Labels.RECIPE)))
                .isPresent();
    }

    /** Returns the refusal, null when the image was pulled. */
    private @Nullable EngineException pull(String reference, Deadline deadline) {
        try {
            engine.pull(reference, deadline);
            return null;
        } catch (EngineException exception) {
            return exception;
        }
    }

    private void importRecipe(String reference, Recipe recipe, Deadline deadline) {
        Path tar = recipes.build(recipe, deadline);
        List<String> changes = new ArrayList<>(recipe.changes());
        changes.add("LABEL " + Labels.RECIPE + "=" + recipe.hash());
        engine.importImage(tar, reference, changes);
    }
}
