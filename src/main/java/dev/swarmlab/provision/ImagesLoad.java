package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Loads the images of an archive into an engine. */
public final class ImagesLoad {

    private final Engine engine;
    private final Progress progress;

    public ImagesLoad(Engine engine, Progress progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * Loads the images. An image of the same name loses this name.
     *
     * @return the images that the engine now has
     * @throws Failure when the archive is not one of images, or when the engine can't load it
     */
    public List<ArchivedImage> run(ArchiveSource source) {
        try (InputStream archive = source.open()) {
            progress.begin(Step.LOAD, 1);
            List<String> names = progress.during(
                    Step.LOAD,
                    source.name(),
                    () -> load(source, archive),
                    loaded -> loaded.size() + (loaded.size() == 1 ? " image" : " images"));
            return ArchivedImage.of(engine, names);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't read " + source.name())
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }

    private List<String> load(ArchiveSource source, InputStream archive) {
        try {
            List<String> names = engine.loadImages(archive);
            if (names.isEmpty()) {
                throw source.notAnArchive("the engine found no image in it");
            }
            return names;
        } catch (EngineException exception) {
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(exception);
            }
            String reason = exception.text();
            if (KnownMessage.IS_NO_IMAGE_ARCHIVE.isIn(reason)) {
                throw source.notAnArchive(reason).causedBy(exception);
            }
            Failure failure = Failure.of(FailureKind.FAILED, "can't load the images of " + source.name())
                    .because(reason)
                    .causedBy(exception);
            throw KnownMessage.DISK_IS_FULL.isIn(reason)
                    ? failure.advise("Make space on the disk of the engine: swarmlab doctor shows how much it has.")
                    : failure;
        }
    }
}
