package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.image.ExpectedImage;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.provision.steps.AwaitSwarm;
import dev.swarmlab.provision.steps.CreateNetwork;
import dev.swarmlab.provision.steps.CreateOverlays;
import dev.swarmlab.provision.steps.DeployStacks;
import dev.swarmlab.provision.steps.FormerImages;
import dev.swarmlab.provision.steps.RecordLabFile;
import dev.swarmlab.provision.steps.RecreateManagers;
import dev.swarmlab.provision.steps.RemoveCache;
import dev.swarmlab.provision.steps.RemoveNodes;
import dev.swarmlab.provision.steps.RemoveOverlays;
import dev.swarmlab.provision.steps.ReplaceNodes;
import dev.swarmlab.provision.steps.RestoreNodes;
import dev.swarmlab.provision.steps.StartRegistryAndNodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

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
     * @throws dev.swarmlab.failure.Failure when {@link #run(LabFile, Origin, UpOptions)} would fail before it creates anything
     */
    public PlanReport preview(LabFile labFile, Origin origin, boolean adopt) {
        Preparation preparation = preparation(labFile, origin, adopt, Optional.empty());
        LabPlan plan = preparation.plan(preparation.planningInput());
        Map<String, ExpectedImage> expected = new LinkedHashMap<>();
        AcquireImages.requests(plan).forEach(request -> expected.put(request.reference(), images.expected(request)));
        NodeChanges changes = NodeChanges.of(
                plan, preparation.observed(), (container, node) -> isBuiltAgain(container, node, expected));
        return PlanReport.of(
                plan,
                preparation.observed(),
                changes,
                expected,
                described(plan, preparation.observed(), changes, expected));
    }

    private List<String> described(
            LabPlan plan, LabResources observed, NodeChanges changes, Map<String, ExpectedImage> expected) {
        List<String> sentences =
                new ArrayList<>(new ContainerChanges(engine, plan, image -> PlanReport.actual(image, expected))
                        .described(changes, observed));
        if (NodeDaemons.authority(engine, observed).isPresent()) {
            try (LabClient lab = LabClient.of(engine, observed)) {
                observed.ownRegistry()
                        .map(registry -> new ImageChanges(engine, plan, lab).described(registry, expected))
                        .ifPresent(sentences::addAll);
                sentences.addAll(new SwarmChanges(lab, plan).described());
            }
        }
        return sentences;
    }

    /** Whether {@code up} would build the image of a node, or an image of this name was built since. */
    private boolean isBuiltAgain(EngineContainer container, NodePlan node, Map<String, ExpectedImage> expected) {
        ExpectedImage image = expected.get(node.settings().image());
        return node.settings().build() != null
                && image != null
                && (image.mustBeBuilt()
                        || engine.image(image.reference())
                                .filter(present -> !container.imageId().isEmpty()
                                        && !present.id().equals(container.imageId()))
                                .isPresent());
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
        Preparation preparation = preparation(labFile, origin, options.adopt(), options.classRegistry());
        CompletableFuture<LabAuthority> authority = preparation.authority(engine);
        Map<String, String> process = options.process()
                .or(() -> preparation.observed().process())
                .map(LabProcess::labels)
                .orElse(Map.of());
        Map<String, String> ofNetwork = new HashMap<>(process);
        ofNetwork.put(Labels.LAB, labFile.name());
        ofNetwork.put(Labels.RUN, id);
        LabPlan plan =
                new CreateNetwork(engine, progress, ofNetwork).settle(preparation::plan, preparation.planningInput());
        Optional<Expiry> expiry =
                options.timeToLive().expiry(preparation.observed().expiry(), Instant.now());
        RecordLabFile record = new RecordLabFile(
                engine, origin.boundTo(preparation.bind()), plan.network().subnet(), expiry, process);
        record.first(preparation.observed(), id);
        try (LabRun lab = new LabRun(
                id,
                engine,
                plan,
                origin.overrides().student(),
                preparation.observed(),
                authority,
                NodeDaemons.by(engine, authority),
                parallel,
                progress,
                options.deadline(),
                options.outbound())) {
            preparation
                    .classRegistry()
                    .flatMap(registry -> Optional.ofNullable(registry.digests()))
                    .ifPresent(digests -> lab.pushedDigests().complete(digests));
            new AcquireImages(lab, images).run();
            NodeChanges changes = changes(lab);
            steps(lab, changes, failedRun).forEach(Runnable::run);
            LabResources now = LabResources.in(EngineSnapshot.of(engine, parallel), labFile.name());
            record.replace(now);
            return new LabStatus(engine, parallel).report(now, lab.daemons()).withNotices(lab.notices());
        }
    }

    private Preparation preparation(
            LabFile labFile, Origin origin, boolean adopt, Optional<SharedRegistry> classRegistry) {
        Preparation preparation = Preparation.of(labFile, origin.overrides().bind(), engine, parallel, classRegistry);
        Preflight.anotherClass(preparation.observed(), origin);
        Preflight.missingRegistry(preparation, origin);
        if (!adopt) {
            Preflight.anotherOrigin(preparation.observed(), origin);
        }
        return preparation;
    }

    /** Finds the nodes that don't match the plan, and reports what will be done to them. */
    private NodeChanges changes(LabRun lab) {
        FormerImages former = new FormerImages(lab);
        NodeChanges changes = NodeChanges.of(lab.plan(), lab.observed(), former::runsFormerBuild);
        new ContainerChanges(engine, lab.plan(), lab::actualImage)
                .described(changes, lab.observed())
                .forEach(lab::notice);
        lab.setObserved(changes.remaining(lab.observed()));
        former.notice(changes.recreated());
        return changes;
    }

    /** The only copy of the key of the lab's certificate authority may be in these containers. */
    private void removeStopped(LabRun lab, List<EngineContainer> managers) {
        if (!managers.isEmpty()) {
            lab.authority();
            managers.forEach(manager -> engine.removeContainer(manager.id()));
        }
    }

    private List<Runnable> steps(LabRun lab, NodeChanges changes, FailedRun failedRun) {
        return List.of(
                () -> StartRegistryAndNodes.announce(lab),
                new RemoveNodes(lab, changes.unfinished()),
                () -> removeStopped(lab, changes.stopped()),
                new RestoreNodes(lab),
                new RemoveNodes(lab, changes.unwanted()),
                new StartRegistryAndNodes(lab, changes.replaced()),
                new ReplaceNodes(lab, changes.replaced(), failedRun::keep),
                new RecreateManagers(lab, changes.running()),
                new AwaitSwarm(lab),
                new CreateOverlays(lab),
                new DeployStacks(lab),
                new RemoveOverlays(lab),
                new RemoveCache(lab));
    }
}
