package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.provision.stack.StackDeployment;
import dev.swarmlab.provision.stack.StackRecord;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.provision.steps.AwaitSwarm;
import dev.swarmlab.provision.steps.CreateOverlays;
import dev.swarmlab.provision.steps.PullImages;
import dev.swarmlab.provision.steps.StartRegistryAndNodes;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Restores the contents of a lab whose nodes are all members of the swarm: what does not belong to the lab is removed,
 * and then the steps of {@code up} create what is missing.
 */
public final class ResetContents {

    private final LabPlan plan;
    private final Engine engine;
    private final ImageSupply images;
    private final LabRuns runs;

    public ResetContents(LabPlan plan, Engine engine, ImageSupply images, LabRuns runs) {
        this.plan = plan;
        this.engine = engine;
        this.images = images;
        this.runs = runs;
    }

    /**
     * Removes the differences.
     *
     * @param before what was restored before
     * @return what is restored afterwards
     */
    public Restored run(LabComparison found, Restored before, Deadline deadline) {
        found.stacks().forEach(this::mustBeHere);
        if (found.has(Cure.RECREATE, Kind.REGISTRY)) {
            RegistryPlan registry = plan.registry();
            engine.removeContainer(registry.container());
            engine.removeVolume(registry.volume());
        }
        try (LabRun lab = runs.begin(deadline)) {
            new Cleaning(lab, found).run();
            Restored known = found.findings(before);
            Restored restored = needsImages(found) ? known.withPushed(images(lab)) : known;
            lab.progress().begin(Step.SWARM, 1);
            new AwaitSwarm(lab).run();
            new CreateOverlays(lab).run();
            stacks(lab, found);
            return restored.withFreshVolumes();
        }
    }

    private void mustBeHere(String stack) {
        StackFile file = Objects.requireNonNull(plan.stacks().get(stack));
        if (!StackRecord.isHere(file)) {
            throw Failure.of(FailureKind.FAILED, "can't restore the stack " + stack)
                    .because("this machine has no file " + file.file())
                    .advise("Run the command on the machine on which the lab was created.");
        }
    }

    private static boolean needsImages(LabComparison found) {
        return found.differences().stream()
                .anyMatch(difference -> difference.kind() == Kind.IMAGE
                        || difference.kind() == Kind.REGISTRY
                        || difference.kind() == Kind.CACHE);
    }

    /** @return the digests of the images, by the names that nodes have for them */
    private Map<String, String> images(LabRun lab) {
        new AcquireImages(lab, images).run();
        StartRegistryAndNodes.announceRegistry(lab);
        lab.progress().begin(Step.DISTRIBUTION, plan.nodes().size());
        List<Runnable> tasks = new ArrayList<>();
        tasks.addAll(StartRegistryAndNodes.registry(lab));
        for (NodePlan node : plan.nodes()) {
            tasks.add(new PullImages(lab, node));
        }
        lab.parallel().allOrFirstFailure(tasks);
        return lab.pushedDigests().await(lab.deadline());
    }

    private void stacks(LabRun lab, LabComparison found) {
        if (found.stacks().isEmpty()) {
            return;
        }
        LabClient client = lab.opened();
        StackDeployment deployment = new StackDeployment(client);
        lab.progress().begin(Step.STACKS, found.stacks().size());
        for (Map.Entry<String, StackFile> stack : plan.stacks().entrySet()) {
            if (found.stacks().contains(stack.getKey())) {
                lab.progress()
                        .during(
                                Step.STACKS,
                                stack.getKey(),
                                () -> deployment.run(stack.getKey(), stack.getValue(), lab.deadline()));
            }
        }
        deployment.settle(lab.deadline());
        StackRecord.write(client, plan.stacks());
    }
}
