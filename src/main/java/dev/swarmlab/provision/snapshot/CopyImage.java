package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds an image whose {@code cp} can copy the data of a Docker daemon. Directories of overlay filesystems have extended
 * attributes, without which files that were removed appear again. The {@code cp} of BusyBox, as in {@code docker:dind},
 * does not copy them; that of GNU does.
 */
final class CopyImage {

    /** It is pulled when the engine has no other image with GNU cp. */
    static final String PULLED = "debian:stable-slim";

    private static final List<String> IS_GNU = List.of("sh", "-c", "cp --version 2>/dev/null | grep -q GNU");

    private final Engine engine;
    private final Progress progress;
    private final Deadline deadline;

    CopyImage(Engine engine, Progress progress, Deadline deadline) {
        this.engine = engine;
        this.progress = progress;
        this.deadline = deadline;
    }

    /**
     * The image of a node if it is suitable, else one that swarmlab has built from packages, else a small image that is
     * pulled if necessary.
     *
     * @throws Failure when there is none
     */
    String of(LabResources lab, String snapshot) {
        String own = lab.nodes().stream().map(CopyImage::image).findFirst().orElse(PULLED);
        Optional<String> present = Stream.concat(Stream.of(own), fallbacks().stream())
                .distinct()
                .filter(image -> isSuitable(lab.name(), snapshot, image))
                .findFirst();
        return present.orElseGet(this::pulled);
    }

    /** The name of the image may name another one since. */
    private static String image(EngineContainer node) {
        return node.imageId().isEmpty() ? node.image() : node.imageId();
    }

    private List<String> fallbacks() {
        return engine.images().stream()
                .flatMap(image -> image.references().stream())
                .filter(ImageSupply::isFallback)
                .sorted()
                .toList();
    }

    private boolean isSuitable(String lab, String snapshot, String image) {
        try (CopyContainer container = CopyContainer.of(engine, lab, snapshot, "image", image, List.of(), deadline)) {
            return container.execute(IS_GNU).exitCode() == 0;
        }
    }

    private String pulled() {
        if (engine.image(PULLED).isPresent()) {
            return PULLED;
        }
        progress.say("pulling " + PULLED + ", since the node image has no GNU cp, which copies extended attributes");
        try {
            engine.pull(PULLED, deadline);
        } catch (EngineException exception) {
            throw Failure.of(FailureKind.FAILED, "the engine has no image that can copy the data of nodes")
                    .because("the node image has no GNU cp, and " + PULLED + " can't be pulled: " + exception.text())
                    .advise("Load " + PULLED + " into the engine with docker load, or use a node image with GNU"
                            + " coreutils.")
                    .causedBy(exception);
        }
        return PULLED;
    }
}
