package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.provision.LabRun;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the lab's images into its registry. */
public final class PushImages implements Runnable {

    /** What an engine says of a registry that has not opened its port yet. Anything else is final. */
    private static final List<String> NOT_LISTENING_YET =
            List.of("connection refused", "connection reset", "server closed idle connection", "EOF", "broken pipe");

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
        lab.pushedDigests().keep(Map.copyOf(digests));
    }

    private String push(ImagePlan image) {
        RegistryPlan registry = lab.registry();
        String reference = image.pushReference(registry);
        lab.engine().tag(lab.actualImage(image.source().image()), reference);
        String[] digest = {""};
        Await.until("the registry at " + registry.hostAddress(), lab.deadline(), () -> {
            try {
                digest[0] = lab.engine().push(reference, lab.deadline());
                return Answer.ready();
            } catch (EngineException exception) {
                if (NOT_LISTENING_YET.stream().anyMatch(exception.text()::contains)) {
                    return Answer.notYet(exception.text());
                }
                throw Failure.of(
                                FailureKind.FAILED,
                                "can't push " + image.source().image() + " to the lab's registry")
                        .because(exception.text())
                        .causedBy(exception);
            }
        });
        return digest[0];
    }
}
