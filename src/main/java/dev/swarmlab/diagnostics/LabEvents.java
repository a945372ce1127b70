package dev.swarmlab.diagnostics;

import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.LabNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The events of a lab among those of its engine. */
final class LabEvents {

    /** The others are labels, among them those of the image. */
    private static final Set<String> ATTRIBUTES = Set.of("container", "driver", "exitCode", "image", "signal");

    private LabEvents() {}

    /** Only events of containers carry labels. Networks and volumes are found by their names. */
    static List<EngineEvent> of(LabResources lab, List<EngineEvent> all) {
        Set<String> volumes = new HashSet<>();
        lab.volumes().stream().map(EngineVolume::name).forEach(volumes::add);
        all.stream()
                .filter(event -> isOfContainer(event, lab))
                .map(event -> event.attributes().getOrDefault(Labels.NODE, ""))
                .forEach(node -> volumes.add(LabNames.volume(lab.name(), node)));
        return all.stream()
                .filter(event -> isOfContainer(event, lab)
                        || (event.type().equals("network") && event.name().equals(LabNames.network(lab.name())))
                        || (event.type().equals("volume") && volumes.contains(event.name())))
                .map(LabEvents::withoutLabels)
                .toList();
    }

    private static boolean isOfContainer(EngineEvent event, LabResources lab) {
        return event.type().equals("container")
                && lab.name().equals(event.attributes().get(Labels.LAB));
    }

    private static EngineEvent withoutLabels(EngineEvent event) {
        Map<String, String> attributes = new TreeMap<>(event.attributes());
        attributes.keySet().retainAll(ATTRIBUTES);
        return new EngineEvent(event.time(), event.type(), event.action(), event.name(), attributes);
    }
}
