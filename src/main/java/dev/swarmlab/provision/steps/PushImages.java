package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pushes the lab's images to its registry. */
public final class PushImages implements Runnable {

    private final LabRun lab;

    public PushImages(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        Map<String, String> digests = new ConcurrentHashMap<>();
        lab.parallel()
                .allOrFirstFailure(lab.plan().images().stream()
                        .map(image -> (Runnable) () -> digests.put(image.nodeReference(), push(image)))
                        .toList());
        lab.pushedDigests().complete(Map.copyOf(digests));
    }

    private String push(ImagePlan image) {
        RegistryPlan registry = lab.registry();
        String reference = image.pushReference(registry);
        lab.engine().tag(lab.actualImage(image.source().image()), reference);
        return Await.until(
                "the registry at " + registry.hostAddress(),
                lab.deadline(),
                () -> push(image.source().image(), reference),
                digest -> Answer.ready());
    }

    /** @throws EngineException when the registry does not listen yet, so that the wait goes on */
    private String push(String image, String reference) {
        try {
            return lab.engine().push(reference, lab.deadline());
        } catch (EngineException exception) {
            if (KnownMessage.REGISTRY_IS_NOT_LISTENING.isIn(exception.text())) {
                throw exception;
            }
            throw failure(image, exception);
        }
    }

    private static Failure failure(String image, EngineException exception) {
        Failure failure = Failure.of(FailureKind.FAILED, "can't push " + image + " to the lab's registry")
                .because(exception.text())
                .causedBy(exception);
        return KnownMessage.PLATFORM_IS_MISSING.isIn(exception.text())
                ? failure.advise(
                        "The image is for several platforms, and the engine does not have all of them. Docker before 27"
                                + " can't push one platform alone. Build an image for one platform with: printf 'FROM "
                                + image
                                + "\\nLABEL platforms=one\\n' | docker build -t " + image + " -")
                : failure;
    }
}
