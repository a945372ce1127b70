package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Provides the engine with every image of the lab. */
public final class AcquireImages implements Runnable {

    private final LabRun lab;
    private final ImageSupply images;
    private final List<ImageRequest> additional;
    private final Map<String, Optional<EngineImage>> current = new HashMap<>();

    public AcquireImages(LabRun lab, ImageSupply images) {
        this(lab, images, List.of());
    }

    /** @param additional images that are not in the plan */
    public AcquireImages(LabRun lab, ImageSupply images, List<ImageRequest> additional) {
        this.lab = lab;
        this.images = images;
        this.additional = additional;
    }

    @Override
    public void run() {
        List<ImageRequest> requests = Stream.concat(requests(lab.plan()).stream(), additional.stream())
                .distinct()
                .toList();
        lab.progress().begin(Step.IMAGES, requests.size());
        lab.parallel()
                .allOrFirstFailure(requests.stream()
                        .map(request -> (Runnable) () -> acquire(request))
                        .toList());
        noticeFormerImages();
    }

    /** A container keeps its image when another image gets the name of this image. */
    private void noticeFormerImages() {
        Map<String, String> images = new HashMap<>();
        images.put(LabNames.REGISTRY, lab.plan().registry().image());
        lab.plan()
                .nodes()
                .forEach(node -> images.put(node.name(), node.settings().image()));
        Map<String, List<String>> former = new TreeMap<>();
        for (EngineContainer container : lab.observed().containers()) {
            String reference = images.get(container.label(Labels.NODE));
            if (reference != null && runsFormer(container, lab.actualImage(reference))) {
                former.computeIfAbsent(lab.actualImage(reference), image -> new ArrayList<>())
                        .add(container.label(Labels.NODE));
            }
        }
        former.forEach((image, names) -> lab.notice("the new image " + image + " is not used by "
                + String.join(", ", names.stream().sorted().toList())
                + "; to use it, run: swarmlab down " + lab.plan().lab() + ", then swarmlab up"));
    }

    private boolean runsFormer(EngineContainer container, String image) {
        return !container.imageId().isEmpty()
                && current.computeIfAbsent(image, name -> lab.engine().image(name))
                        .filter(present -> !present.id().equals(container.imageId()))
                        .isPresent();
    }

    private void acquire(ImageRequest request) {
        lab.progress().during(Step.IMAGES, request.reference(), () -> {
            String actual = images.acquire(request, lab.deadline());
            lab.setActualImage(request.reference(), actual);
            return images.remark(request, actual);
        });
    }

    /** The images that a lab needs on the engine, each once: of its registry, its nodes and its services. */
    public static List<ImageRequest> requests(LabPlan plan) {
        return Stream.of(
                        Stream.of(new ImageRequest(plan.registry().image(), null)),
                        plan.nodes().stream().map(NodePlan::settings).map(AcquireImages::nodeImage),
                        plan.images().stream()
                                .map(image -> new ImageRequest(
                                        image.source().image(), image.source().build())))
                .flatMap(requests -> requests)
                .distinct()
                .toList();
    }

    /** The image of nodes with these settings. */
    public static ImageRequest nodeImage(NodeSettings settings) {
        Path build = settings.build();
        return new ImageRequest(settings.image(), build == null ? null : BuildSource.of(build));
    }
}
