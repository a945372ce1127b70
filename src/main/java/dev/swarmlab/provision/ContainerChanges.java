package dev.swarmlab.provision;

import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.CacheContainer;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.lab.RegistryContainer;
import dev.swarmlab.lab.SettingsChanges;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.provision.steps.ReplaceNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Describes which containers of an existing lab get other settings, and which settings these are. */
final class ContainerChanges {

    private final Engine engine;
    private final LabPlan plan;
    private final UnaryOperator<String> actualImage;

    /** @param actualImage the image to use for an image that the lab file names */
    ContainerChanges(Engine engine, LabPlan plan, UnaryOperator<String> actualImage) {
        this.engine = engine;
        this.plan = plan;
        this.actualImage = actualImage;
    }

    /** One sentence for each container, as in {@code worker01 is replaced by a new node: memory none -> 1g}. */
    List<String> described(NodeChanges changes, LabResources observed) {
        List<String> sentences = new ArrayList<>();
        observed.ownRegistry()
                .filter(container -> !hasSettings(container, plan))
                .ifPresent(container -> sentences.add(
                        LabNames.REGISTRY + " gets a new container and keeps its data: " + settings(container)));
        sentences.addAll(cache(observed));
        changes.recreated()
                .forEach(container -> sentences.add(
                        name(container) + " gets a new container and keeps its data: " + settings(container)));
        changes.replaced()
                .forEach(container ->
                        sentences.add(name(container) + " is replaced by a new node: " + settings(container)));
        return sentences;
    }

    private List<String> cache(LabResources observed) {
        CachePlan cache = plan.cache();
        Optional<EngineContainer> existing = observed.ownCache();
        if (existing.isEmpty() || (cache != null && hasSettings(existing.get(), cache, plan))) {
            return List.of();
        }
        if (cache == null) {
            return List.of(LabNames.CACHE + " is removed with its images");
        }
        String upstream = existing.get().label(Labels.UPSTREAM);
        return List.of(LabNames.CACHE
                + (upstream.equals(cache.upstream().toString())
                        ? " gets a new container and keeps its images: image " + cache.image()
                        : " is created again without images: registry.mirror " + upstream + " -> " + cache.upstream()));
    }

    /** Whether the container of the pull-through cache was created with these settings. */
    static boolean hasSettings(EngineContainer container, CachePlan cache, LabPlan plan) {
        return container
                .label(Labels.SPECIFICATION)
                .equals(CacheContainer.digest(cache, plan.network().name()));
    }

    /** Whether the container of the registry was created with the settings that the plan has. */
    static boolean hasSettings(EngineContainer registry, LabPlan plan) {
        return registry.label(Labels.SPECIFICATION)
                .equals(RegistryContainer.digest(plan.registry(), plan.network().name()));
    }

    private static String name(EngineContainer container) {
        return container.label(Labels.NODE);
    }

    private String settings(EngineContainer container) {
        ContainerSettings wanted =
                ReplaceNodes.successor(container, plan).map(this::wanted).orElseGet(this::wantedRegistry);
        List<String> changes = SettingsChanges.between(engine.settings(container.id()), wanted);
        return changes.isEmpty() ? "its image was built again" : String.join(", ", changes);
    }

    private ContainerSettings wanted(NodePlan node) {
        String image = actualImage.apply(node.settings().image());
        return ContainerSettings.of(NodeContainer.specification(
                node, image, List.of(), plan.network().name(), Map.of()));
    }

    private ContainerSettings wantedRegistry() {
        RegistryPlan registry = plan.registry();
        String image = actualImage.apply(registry.image());
        return ContainerSettings.of(
                RegistryContainer.specification(registry, image, plan.network().name(), Map.of()));
    }
}
