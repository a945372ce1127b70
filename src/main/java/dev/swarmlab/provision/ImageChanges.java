package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.image.ExpectedImage;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.RegistryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes which images of the lab file the nodes of an existing lab do not have yet. The engine has a tag with the
 * address of the lab's registry for each image that was pushed to it.
 */
final class ImageChanges {

    private final Engine engine;
    private final LabPlan plan;
    private final LabClient lab;

    ImageChanges(Engine engine, LabPlan plan, LabClient lab) {
        this.engine = engine;
        this.plan = plan;
        this.lab = lab;
    }

    /** @param expected the images that would be used, by their names in the lab file */
    List<String> described(EngineContainer registry, Map<String, ExpectedImage> expected) {
        String port = registry.label(Labels.PORT);
        RegistryPlan pushedTo =
                port.matches("\\d{1,5}") ? plan.registry().onPort(Integer.parseInt(port)) : plan.registry();
        List<String> sentences = new ArrayList<>();
        for (ImagePlan image : plan.images()) {
            Optional<EngineImage> pushed = engine.image(image.pushReference(pushedTo));
            if (pushed.isEmpty() || isMissing(image)) {
                sentences.add("every node pulls the image " + image.nodeReference());
            } else if (isOther(pushed.get(), expected.get(image.source().image()))) {
                sentences.add("every node pulls the new content of the image " + image.nodeReference());
            }
        }
        return sentences;
    }

    /** Whether the first node that answers does not have the image. Tags of an earlier lab stay on the engine. */
    private boolean isMissing(ImagePlan image) {
        try {
            return lab.ask(node -> node.images().digests(image.nodeReference())).isEmpty();
        } catch (Failure nobodyAnswers) {
            return false;
        }
    }

    private boolean isOther(EngineImage pushed, @Nullable ExpectedImage expected) {
        return expected != null
                && (expected.mustBeBuilt()
                        || engine.image(expected.reference())
                                .filter(present -> !present.id().equals(pushed.id()))
                                .isPresent());
    }
}
