package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.provision.steps.CreateNetwork;
import dev.swarmlab.provision.steps.RecordLabFile;
import dev.swarmlab.provision.steps.RemoveCache;
import dev.swarmlab.provision.steps.StartRegistryAndNodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Creates what the labs of a class share, or updates it: a network with a registry, which has the name of the class, and
 * a pull-through cache if the lab file has one. It acquires the images of all labs, and pushes them once.
 */
public final class ClassRegistry {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;

    public ClassRegistry(Engine engine, ImageSupply images, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Prepares the class for its labs. The caller holds the lock of the class. A failed run removes what it created.
     *
     * @param shared a lab file without nodes, with the images of all labs
     * @param nodeImages the images of the nodes of all labs
     * @throws Failure when a lab that is no class has the name of the class
     */
    public SharedRegistry prepare(LabFile shared, List<ImageRequest> nodeImages, Origin origin, UpOptions options) {
        String id = UUID.randomUUID().toString();
        return new FailedRun(engine, parallel, progress, options, origin)
                .cleanUpAfter(shared.name(), id, () -> run(shared, nodeImages, origin, id, options));
    }

    private SharedRegistry run(
            LabFile shared, List<ImageRequest> nodeImages, Origin origin, String id, UpOptions options) {
        Preparation preparation = Preparation.of(shared, null, engine, parallel, Optional.empty());
        LabResources observed = preparation.observed();
        Preflight.notAClass(observed);
        if (!options.adopt()) {
            Preflight.anotherOrigin(observed, origin);
        }
        LabPlan plan = new CreateNetwork(engine, progress, Map.of(Labels.LAB, shared.name(), Labels.RUN, id))
                .settle(preparation::plan, preparation.planningInput());
        Optional<Expiry> expiry = options.timeToLive().expiry(observed.expiry(), Instant.now());
        RecordLabFile record =
                new RecordLabFile(engine, origin, plan.network().subnet(), expiry, Map.of(Labels.CLASS, shared.name()));
        record.first(observed, id);
        CompletableFuture<LabAuthority> noNodes = new CompletableFuture<>();
        try (LabRun lab = new LabRun(
                id,
                engine,
                plan,
                null,
                observed,
                noNodes,
                NodeDaemons.by(engine, noNodes),
                parallel,
                progress,
                options.deadline(),
                options.outbound())) {
            new AcquireImages(lab, images, nodeImages).run();
            StartRegistryAndNodes.announceRegistry(lab);
            parallel.allOrFirstFailure(StartRegistryAndNodes.registry(lab));
            new RemoveCache(lab).run();
            record.replace(LabResources.in(EngineSnapshot.of(engine, parallel), shared.name()));
            return new SharedRegistry(
                    shared.name(),
                    lab.registry().hostPort(),
                    lab.pushedDigests().await(options.deadline()));
        }
    }
}
