package dev.swarmlab.provision.steps;

import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Provides the engine with every image of the lab. */
public final class AcquireImages implements Runnable {

    private final LabRun lab;
    private final ImageSupply images;
    private final List<ImageRequest> additional;

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
