package dev.swarmlab.provision.steps;

import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
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
        acquire(requests, images, lab.parallel(), lab.progress(), lab.deadline(), lab::setActualImage);
    }

    /**
     * Provides the engine with images.
     *
     * @param acquired gets the reference of each request and of the image that is used for it, from several threads
     */
    public static void acquire(
            List<ImageRequest> requests,
            ImageSupply images,
            Parallel parallel,
            Progress progress,
            Deadline deadline,
            BiConsumer<String, String> acquired) {
        progress.begin(Step.IMAGES, requests.size());
        parallel.allOrFirstFailure(requests.stream()
                .map(request -> (Runnable) () -> progress.during(Step.IMAGES, request.reference(), () -> {
                    String actual = images.acquire(request, deadline);
                    acquired.accept(request.reference(), actual);
                    return images.remark(request, actual);
                }))
                .toList());
    }

    /** The images that a lab needs on the engine, each once: of its registry, its nodes and its services. */
    public static List<ImageRequest> requests(LabPlan plan) {
        return requests(
                plan.registry().image(),
                plan.nodes().stream().map(NodePlan::settings),
                plan.images().stream().map(ImagePlan::source));
    }

    /** The images that the lab of this file needs on the engine, each once. */
    public static List<ImageRequest> requests(LabFile labFile) {
        return requests(
                labFile.registry().image(),
                Stream.concat(labFile.managers().stream(), labFile.workers().stream())
                        .map(NodeGroup::settings),
                labFile.images().stream());
    }

    /** The registry's image is also that of the pull-through cache. */
    private static List<ImageRequest> requests(String registry, Stream<NodeSettings> nodes, Stream<LabImage> images) {
        return Stream.of(
                        Stream.of(new ImageRequest(registry, null)),
                        nodes.map(AcquireImages::nodeImage),
                        images.map(image -> new ImageRequest(image.image(), image.build())))
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
