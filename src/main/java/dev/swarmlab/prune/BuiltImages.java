package dev.swarmlab.prune;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The images that swarmlab built on an engine, and which of them no lab uses. */
final class BuiltImages {

    private static final String IMPORTED = "Imported from";

    private BuiltImages() {}

    /** The size of each is that of its own files, without those of the image from which it was built. */
    static List<ListedImage> on(Engine engine) {
        List<ListedImage> all = engine.images();
        Set<String> ids = all.stream().map(ListedImage::id).collect(Collectors.toSet());
        List<ListedImage> built = new ArrayList<>();
        for (ListedImage image : all) {
            String hash = image.labels().get(Labels.RECIPE);
            if (hash != null && !image.labels().containsKey(Labels.LAB)) {
                List<ImageHistoryEntry> history = history(image, engine);
                if (isBuilt(hash, history)) {
                    built.add(new ListedImage(
                            image.id(),
                            image.references(),
                            image.digests(),
                            image.labels(),
                            ownSize(image.id(), history, ids)));
                }
            }
        }
        return built;
    }

    /** Empty for an image that was removed meanwhile. */
    private static List<ImageHistoryEntry> history(ListedImage image, Engine engine) {
        try {
            return engine.imageHistory(image.id());
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return List.of();
            }
            throw exception;
        }
    }

    /**
     * The size of the steps up to the one that made another image. An engine that does not tell the images of steps
     * gives the whole size.
     */
    static long ownSize(String id, List<ImageHistoryEntry> history, Set<String> images) {
        return history.stream()
                .takeWhile(entry -> entry.image().equals(id) || !images.contains(entry.image()))
                .mapToLong(ImageHistoryEntry::bytes)
                .sum();
    }

    /**
     * Whether swarmlab made the last step of the build. An image that a user built from such an image, or committed
     * from one of its containers, has the same label, but a later last step.
     */
    static boolean isBuilt(String hash, List<ImageHistoryEntry> history) {
        if (history.isEmpty()) {
            return false;
        }
        ImageHistoryEntry last = history.get(0);
        boolean isImport = history.size() == 1 && last.comment().startsWith(IMPORTED);
        return isImport || last.createdBy().contains("LABEL " + Labels.RECIPE + "=" + hash);
    }

    /** The names of an image, or the beginning of its id. */
    static String name(ListedImage image) {
        return image.references().stream()
                .filter(reference -> !reference.startsWith("localhost:"))
                .findFirst()
                .or(() -> image.references().stream().findFirst())
                .orElseGet(() -> image.id().replaceFirst("^sha256:", "").replaceFirst("^(.{12}).+", "$1"));
    }

    /**
     * Why an image is not used: by no container, running or not, and by no lab that pushed it to its registry. Empty
     * when it is used.
     *
     * @param containers all that will stay
     */
    static Optional<String> reasonUnused(ListedImage image, List<EngineContainer> containers) {
        boolean inContainer = containers.stream()
                .anyMatch(container -> container.imageId().equals(image.id())
                        || container.image().equals(image.id())
                        || image.references().contains(container.image()));
        boolean inRegistry = LabResources.ownContainers(containers).stream()
                .filter(container -> container.label(Labels.ROLE).equals(Role.REGISTRY.word()))
                .map(registry -> "localhost:" + registry.label(Labels.PORT) + "/")
                .anyMatch(
                        registry -> image.references().stream().anyMatch(reference -> reference.startsWith(registry)));
        if (inContainer || inRegistry) {
            return Optional.empty();
        }
        return Optional.of(image.references().isEmpty() ? "a newer build has its name" : "no lab uses it");
    }

    /** Whether every lab may need the image: a node or registry image that swarmlab builds from packages. */
    static boolean isFallback(ListedImage image) {
        return image.references().stream().anyMatch(ImageSupply::isFallback);
    }
}
