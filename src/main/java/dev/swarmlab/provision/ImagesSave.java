package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.report.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Saves the images that labs need on an engine in one archive, so that another engine needs no registry for them. */
public final class ImagesSave {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;

    public ImagesSave(Engine engine, ImageSupply images, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Makes every image available as {@code up} does, and writes the archive.
     *
     * @param deadline of the pulls and builds
     * @return the images in the archive, each once
     * @throws Failure when an image is not available or the archive can't be written; a file is not changed then
     */
    public List<ArchivedImage> run(List<LabFile> labs, ArchiveTarget target, Deadline deadline) {
        List<ImageRequest> requests = labs.stream()
                .flatMap(lab -> AcquireImages.requests(lab).stream())
                .distinct()
                .toList();
        requests.forEach(request -> mustHaveTag(request.reference()));
        try (ArchiveTarget.Output output = target.open()) {
            Set<String> names = new ConcurrentSkipListSet<>();
            AcquireImages.acquire(
                    requests, images, parallel, progress, deadline, (reference, actual) -> names.add(actual));
            progress.begin(Step.SAVE, 1);
            progress.during(Step.SAVE, target.name(), () -> write(List.copyOf(names), output), ByteSize::text);
            return ArchivedImage.of(engine, List.copyOf(names));
        } catch (IOException exception) {
            throw failed(target, exception.toString(), exception);
        }
    }

    private long write(List<String> names, ArchiveTarget.Output output) {
        InputStream archive;
        try {
            archive = engine.saveImages(names);
        } catch (EngineException exception) {
            throw failed(output.target(), exception.text(), exception);
        }
        try (archive) {
            long bytes = archive.transferTo(output.stream());
            output.complete();
            return bytes;
        } catch (EngineException exception) {
            throw failed(output.target(), exception.text(), exception);
        } catch (IOException exception) {
            throw failed(output.target(), exception.toString(), exception);
        }
    }

    /** An engine does not know an image from an archive by a digest of a registry, so {@code up} would pull it again. */
    private static void mustHaveTag(String reference) {
        int digest = reference.indexOf('@');
        if (digest >= 0) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't save the image " + reference)
                    .because("an archive has no digests of registries, so up would pull the image again")
                    .advise("Name the image by a tag in the lab file, as in "
                            + reference.substring(0, digest).replaceFirst(":[^:/]*$", "") + ":1.0.");
        }
    }

    private static Failure failed(ArchiveTarget target, String reason, Exception cause) {
        if (Thread.currentThread().isInterrupted()) {
            return Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(cause);
        }
        Failure failure = Failure.of(FailureKind.FAILED, "can't save the images in " + target.name())
                .because(reason)
                .causedBy(cause);
        return KnownMessage.DISK_IS_FULL.isIn(reason)
                ? failure.advise(
                        "Name a file on another disk, or make space: swarmlab doctor shows that of the engine.")
                : failure;
    }
}
