package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.image.ExpectedImage;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.provision.steps.AwaitSwarm;
import dev.swarmlab.provision.steps.CreateNetwork;
import dev.swarmlab.provision.steps.CreateOverlays;
import dev.swarmlab.provision.steps.DeployStacks;
import dev.swarmlab.provision.steps.RecordLabFile;
import dev.swarmlab.provision.steps.RemoveNodes;
import dev.swarmlab.provision.steps.RemoveOverlays;
import dev.swarmlab.provision.steps.ReplaceNodes;
import dev.swarmlab.provision.steps.RestoreNodes;
import dev.swarmlab.provision.steps.StartRegistryAndNodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Creates a lab, or updates an existing lab to match its lab file. A second run with the same lab file changes nothing.
 * A run that fails writes diagnostics and removes what it created, and nothing else.
 */
public final class Up {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;

    public Up(Engine engine, ImageSupply images, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * The plan of a run, without carrying it out.
     *
     * @param adopt whether a lab that was created from another file may be updated
     * @throws Failure when {@link #run} would fail before it creates anything
     */
    public PlanReport preview(LabFile labFile, Origin origin, boolean adopt) {
        Preparation preparation = preparation(labFile, origin, adopt);
        LabPlan plan = preparation.plan(preparation.planningInput());
        Map<String, ExpectedImage> expected = new LinkedHashMap<>();
        AcquireImages.requests(plan).forEach(request -> expected.put(request.reference(), images.expected(request)));
        return PlanReport.of(plan, preparation.observed(), preparation.nodesToRemove(plan), expected);
    }

    /**
     * Creates or updates the lab.
     *
     * @return the state of the lab afterwards
     */
    public LabReport run(LabFile labFile, Origin origin, UpOptions options) {
        String id = UUID.randomUUID().toString();
        FailedRun failedRun = new FailedRun(engine, parallel, progress, options, origin);
        return LabLock.hold(
                engine,
                progress,
                labFile.name(),
                "swarmlab up " + origin.file(),
                options.deadline(),
                () -> failedRun.cleanUpAfter(labFile.name(), id, () -> run(labFile, origin, id, options, failedRun)));
    }

    private LabReport run(LabFile labFile, Origin origin, String id, UpOptions options, FailedRun failedRun) {
        Preparation preparation = preparation(labFile, origin, options.adopt());
        CompletableFuture<LabAuthority> authority = preparation.authority(engine);
        LabPlan plan = new CreateNetwork(engine, progress, Map.of(Labels.LAB, labFile.name(), Labels.RUN, id))
                .settle(preparation::plan, preparation.planningInput());
        RecordLabFile record = new RecordLabFile(engine, origin, plan.network().subnet());
        record.first(preparation.observed(), id);
        List<EngineContainer> nodesToRemove = preparation.nodesToRemove(plan);
        try (LabRun lab = new LabRun(
                id,
                engine,
                plan,
                preparation.observed().without(nodesToRemove),
                authority,
                parallel,
                progress,
                options.deadline())) {
            steps(lab, nodesToRemove, failedRun::keep).forEach(Runnable::run);
            LabResources now = LabResources.in(EngineSnapshot.of(engine, parallel), labFile.name());
            record.replace(now);
            return new LabStatus(engine, parallel).report(now, lab.daemons()).withNotices(lab.notices());
        }
    }

    private Preparation preparation(LabFile labFile, Origin origin, boolean adopt) {
        Preparation preparation = Preparation.of(labFile, engine, parallel);
        if (!adopt) {
            Preflight.anotherOrigin(preparation.observed(), origin);
        }
        return preparation;
    }

    private List<Runnable> steps(LabRun lab, List<EngineContainer> nodesToRemove, Consumer<String> replaced) {
        List<EngineContainer> unused =
                nodesToRemove.stream().filter(EngineContainer::wasNeverStarted).toList();
        List<EngineContainer> outdated = nodesToRemove.stream()
                .filter(node -> !node.wasNeverStarted())
                .filter(node -> ReplaceNodes.successor(node, lab.plan()).isPresent())
                .toList();
        List<EngineContainer> unwanted = nodesToRemove.stream()
                .filter(node -> !unused.contains(node) && !outdated.contains(node))
                .toList();
        return List.of(
                new AcquireImages(lab, images),
                () -> StartRegistryAndNodes.announce(lab),
                new RemoveNodes(lab, unused),
                new RestoreNodes(lab),
                new RemoveNodes(lab, unwanted),
                new StartRegistryAndNodes(lab, outdated),
                new ReplaceNodes(lab, outdated, replaced),
                new AwaitSwarm(lab),
                new CreateOverlays(lab),
                new DeployStacks(lab),
                new RemoveOverlays(lab));
    }
}
