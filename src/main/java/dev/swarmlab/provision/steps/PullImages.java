package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.swarm.NodeImages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Lets a node pull the lab's images, and checks that their digests are those of the registry. */
public final class PullImages implements Runnable {

    private final LabRun lab;
    private final NodePlan node;

    public PullImages(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    @Override
    public void run() {
        lab.progress().during(Step.DISTRIBUTION, node.name(), () -> NodeHealth.during(lab, node, this::pullAll));
    }

    private String pullAll() {
        Map<String, String> digests = lab.pushedDigests().await(lab.deadline());
        NodeImages images = lab.daemon(node).images();
        boolean isNew = lab.observed().node(node.name()).isEmpty();
        digests.forEach((reference, digest) -> {
            if (isNew || !images.digests(reference).contains(digest)) {
                pull(images, reference, digest);
            }
        });
        return digests.size() == 1 ? "1 image" : digests.size() + " images";
    }

    private void pull(NodeImages images, String reference, String wanted) {
        try {
            images.pull(reference, lab.deadline());
        } catch (TimeoutException exception) {
            throw Failure.of(
                            FailureKind.TIMED_OUT,
                            "gave up waiting for " + node.name() + " to pull " + reference + " after "
                                    + lab.deadline().given().toSeconds() + " s")
                    .causedBy(exception);
        } catch (EngineException exception) {
            NodeHealth.mustStillRun(lab, node);
            throw Failure.of(FailureKind.FAILED, node.name() + " can't pull " + reference)
                    .because(exception.text())
                    .causedBy(exception);
        }
        List<String> got = images.digests(reference);
        if (!got.contains(wanted)) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the image " + reference + " on " + node.name() + " is not the registry's")
                    .because("the registry has the digest " + wanted + ", the node has "
                            + (got.isEmpty() ? "none" : String.join(", ", got)));
        }
    }
}
