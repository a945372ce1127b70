package dev.swarmlab.image;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.process.ShellWord;
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
 * Provides images on the engine. An image with a build folder is built when it is missing or when its folder has
 * changed. It is never pulled, since its name on a public registry may belong to somebody else. Any other image is used
 * if the engine has it, else pulled, else replaced by its {@link FallbackImage}.
 */
public final class ImageSupply {

    private final Engine engine;
    private final RecipeBuilder recipes;

    public ImageSupply(Engine engine, RecipeBuilder recipes) {
        this.engine = engine;
        this.recipes = recipes;
    }

    /**
     * Pulls or builds an image where necessary.
     *
     * @return the reference of the image, or of its fallback image
     * @throws Failure when neither can be provided
     */
    public String acquire(ImageRequest request, Deadline deadline) {
        BuildSource build = request.build();
        return build == null
                ? pulled(request.reference(), deadline)
                : built(request.reference(), BuildFolder.of(build), deadline);
    }

    /** Whether this is the name of a fallback image: a node or registry image that swarmlab builds from packages. */
    public static boolean isFallback(String reference) {
        return FallbackImage.of(reference)
                .filter(image -> image.reference().equals(reference))
                .isPresent();
    }

    /** The reference of the image, or of its fallback image, if the engine already has one of them. */
    public Optional<String> present(String reference) {
        return Stream.concat(Stream.of(reference), FallbackImage.of(reference).map(FallbackImage::reference).stream())
                .filter(name -> engine.image(name).isPresent())
                .findFirst();
    }

    /** Finds which image {@link #acquire} would return, and what it would do. Nothing is pulled or built. */
    public ExpectedImage expected(ImageRequest request) {
        String reference = request.reference();
        BuildSource build = request.build();
        if (build != null) {
            String hash = BuildFolder.of(build).hash();
            boolean upToDate = engine.image(reference)
                    .filter(image -> isBuiltFrom(image, hash))
                    .isPresent();
            return new ExpectedImage(
                    reference, upToDate ? "" : reference + " is built from " + build.folder(), !upToDate);
        }
        Optional<FallbackImage> fallback = FallbackImage.of(reference);
        boolean own =
                fallback.filter(image -> image.reference().equals(reference)).isPresent();
        if (!own && engine.image(reference).isPresent()) {
            return new ExpectedImage(reference, "");
        }
        if (fallback.filter(this::isBuilt).isPresent()) {
            String actual = fallback.get().reference();
            return new ExpectedImage(actual, substitution(reference, actual));
        }
        if (own) {
            return new ExpectedImage(reference, reference + " is built from Debian packages");
        }
        return new ExpectedImage(
                reference,
                reference + " is pulled"
                        + fallback.map(FallbackImage::reference)
                                .map(other -> "; where that fails, " + other + " is built and used instead")
                                .orElse(""));
    }

    /** A message that names the fallback image and the program in it; empty when the image itself is used. */
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

    /** A message when the engine has another image than the lab file asks for; else empty. */
    public String remark(ImageRequest request, String actual) {
        if (request.build() != null
                && engine.image(actual)
                        .filter(image -> !image.labels().containsKey(Labels.RECIPE))
                        .isPresent()) {
            return "using your own build of " + actual + ". To let swarmlab build it from "
                    + request.build().folder() + ", remove it: docker image rm " + actual;
        }
        return substitution(request.reference(), actual);
    }

    private String built(String reference, BuildFolder folder, Deadline deadline) {
        Optional<EngineImage> existing = engine.image(reference);
        boolean upToDate = existing.isPresent() && isBuiltFrom(existing.get(), folder.hash());
        if (!upToDate) {
            if (folder.recipe() != null && canRunRecipes(folder)) {
                importRecipe(reference, folder.recipe(), deadline);
            } else {
                buildDockerfile(reference, folder, deadline);
            }
        }
        return reference;
    }

    /** An image without the label of swarmlab was built by the user. It counts as up to date. */
    private static boolean isBuiltFrom(EngineImage image, String hash) {
        String builtFrom = image.labels().getOrDefault(Labels.RECIPE, "");
        return builtFrom.isEmpty() || builtFrom.equals(hash);
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
                    .advise("To see the full output, run: docker build " + options(source)
                            + ShellWord.of(source.folder().toString()))
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
                        .map(argument ->
                                "--build-arg " + ShellWord.of(argument.getKey() + "=" + argument.getValue()) + " ")
                        .collect(Collectors.joining());
    }

    private String pulled(String reference, Deadline deadline) {
        Optional<FallbackImage> fallbackImage = FallbackImage.of(reference);
        boolean isFallback =
                fallbackImage.isPresent() && fallbackImage.get().reference().equals(reference);
        if (!isFallback && engine.image(reference).isPresent()) {
            return reference;
        }
        if (fallbackImage.isPresent() && isBuilt(fallbackImage.get())) {
            return fallbackImage.get().reference();
        }
        EngineException pullError = isFallback ? null : pull(reference, deadline);
        if (!isFallback && pullError == null) {
            return reference;
        }
        if (fallbackImage.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "can't get the image " + reference)
                    .because(pullError == null ? null : pullError.text())
                    .advise("Check its name, or name the folder to build it from: {image: " + reference
                            + ", build: FOLDER}");
        }
        return useFallback(reference, fallbackImage.get(), pullError, deadline);
    }

    private String useFallback(
            String reference, FallbackImage fallbackImage, @Nullable EngineException pullError, Deadline deadline) {
        try {
            importRecipe(fallbackImage.reference(), fallbackImage.recipe(), deadline);
            return fallbackImage.reference();
        } catch (Failure failure) {
            if (pullError == null) {
                throw failure;
            }
            throw Failure.of(failure.kind(), "can't get the image " + reference)
                    .because("it can't be pulled (" + pullError.text() + "), and its fallback image can't be built: "
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

    /** Returns the engine's error; null when the image was pulled. */
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
