package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.NodePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds containers that run an earlier image of the name that the lab file has: a container keeps its image when
 * another image gets its name. Call it after {@link AcquireImages}.
 */
public final class FormerImages {

    private final LabRun lab;
    private final Map<String, Optional<EngineImage>> current = new HashMap<>();

    public FormerImages(LabRun lab) {
        this.lab = lab;
    }

    /** Whether a container of a node runs an earlier build of the image that the lab file builds for this node. */
    public boolean runsFormerBuild(EngineContainer container, NodePlan node) {
        return node.settings().build() != null
                && isFormer(container, lab.actualImage(node.settings().image()));
    }

    /** Reports the remaining containers that run a former image, except these. */
    public void notice(List<EngineContainer> except) {
        Map<String, String> images = new HashMap<>();
        images.put(LabNames.REGISTRY, lab.plan().registry().image());
        Optional.ofNullable(lab.plan().cache()).ifPresent(cache -> images.put(LabNames.CACHE, cache.image()));
        lab.plan()
                .nodes()
                .forEach(node -> images.put(node.name(), node.settings().image()));
        Map<String, List<String>> former = new TreeMap<>();
        for (EngineContainer container : lab.observed().containers()) {
            String reference = images.get(container.label(Labels.NODE));
            if (reference != null && !except.contains(container) && isFormer(container, lab.actualImage(reference))) {
                former.computeIfAbsent(lab.actualImage(reference), image -> new ArrayList<>())
                        .add(container.label(Labels.NODE));
            }
        }
        former.forEach((image, names) -> lab.notice("the new image " + image + " is not used by "
                + String.join(", ", names.stream().sorted().toList())
                + "; to use it, run: swarmlab down " + lab.plan().lab() + ", then swarmlab up"));
    }

    private boolean isFormer(EngineContainer container, String image) {
        return !container.imageId().isEmpty()
                && current.computeIfAbsent(image, name -> lab.engine().image(name))
                        .filter(present -> !present.id().equals(container.imageId()))
                        .isPresent();
    }
}
