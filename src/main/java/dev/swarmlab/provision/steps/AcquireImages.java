package dev.swarmlab.provision.steps;

import dev.swarmlab.descriptor.BuildSource;
import dev.swarmlab.descriptor.NodeSettings;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.LabRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sees to it that the engine has every image that the lab needs. */
public final class AcquireImages implements Runnable {

    private final LabRun lab;
    private final ImageSupply images;

    public AcquireImages(LabRun lab, ImageSupply images) {
        this.lab = lab;
        this.images = images;
    }

    @Override
    public void run() {
        List<ImageRequest> requests = requests(lab.plan());
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
            return ImageSupply.substitution(request.reference(), actual);
        });
    }

    private static List<ImageRequest> requests(LabPlan plan) {
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

    private static ImageRequest nodeImage(NodeSettings settings) {
        Path build = settings.build();
        return new ImageRequest(settings.image(), build == null ? null : BuildSource.of(build));
    }
}
