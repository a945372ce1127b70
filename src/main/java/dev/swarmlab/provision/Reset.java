package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.reset.Difference;
import dev.swarmlab.provision.reset.LabComparison;
import dev.swarmlab.provision.reset.LabRuns;
import dev.swarmlab.provision.reset.ResetContents;
import dev.swarmlab.provision.reset.ResetNodes;
import dev.swarmlab.provision.reset.ResetReport;
import dev.swarmlab.provision.reset.Restored;
import dev.swarmlab.provision.steps.CreateNetwork;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a lab back to the state right after {@code up}. It compares the lab with this state, removes the differences,
 * and compares again until there are none, so what has not changed is kept. A node whose daemon did not answer shows
 * what is different in it only after it was repaired.
 */
public final class Reset {

    /** More rounds than any damage is known to need. */
    private static final int LIMIT = 8;

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;
    private final OutboundAccess outbound;
    private final @Nullable LabClient connected;

    /** @param outbound how new containers reach registries outside of the lab */
    public Reset(Engine engine, ImageSupply images, Parallel parallel, Progress progress, OutboundAccess outbound) {
        this(engine, images, parallel, progress, outbound, null);
    }

    private Reset(
            Engine engine,
            ImageSupply images,
            Parallel parallel,
            Progress progress,
            OutboundAccess outbound,
            @Nullable LabClient connected) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
        this.outbound = outbound;
        this.connected = connected;
    }

    /** The same over the connections of a client of the lab, which stays open. */
    public Reset over(LabClient client) {
        return new Reset(engine, images, parallel, progress, outbound, client);
    }

    /**
     * What {@link #run} would find first. Changes nothing.
     *
     * @throws Failure when the lab file was changed since the last {@code up}
     */
    public ResetReport preview(LabFile labFile, Deadline deadline) {
        Preparation preparation = preparation(labFile);
        LabPlan plan = preparation.plan(preparation.planningInput());
        mustMatch(preparation, plan);
        CompletableFuture<LabAuthority> authority = preparation.authority(engine);
        try (LabRun lab = run("", plan, preparation.observed(), authority, connections(authority), deadline)) {
            return ResetReport.planned(
                    plan.lab(), LabComparison.of(lab, Restored.NOTHING).differences());
        }
    }

    /**
     * Resets a lab.
     *
     * @return what was changed
     * @throws Failure when differences are left, or when the lab file was changed since the last {@code up}
     */
    public ResetReport run(LabFile labFile, Deadline deadline) {
        progress.lab(labFile.name());
        return LabLock.hold(
                engine,
                progress,
                labFile.name(),
                "swarmlab reset " + labFile.name(),
                deadline,
                () -> reset(labFile, deadline));
    }

    private ResetReport reset(LabFile labFile, Deadline deadline) {
        Preparation preparation = preparation(labFile);
        CompletableFuture<LabAuthority> authority = preparation.authority(engine);
        String id = UUID.randomUUID().toString();
        LabPlan plan = new CreateNetwork(engine, progress, Map.of(Labels.LAB, labFile.name(), Labels.RUN, id))
                .settle(preparation::plan, preparation.planningInput());
        mustMatch(preparation, plan);
        LabRuns runs = until -> run(id, plan, resources(plan), authority, NodeDaemons.by(engine, authority), until);
        Rounds rounds = new Rounds(plan, deadline);
        ResetNodes nodes = new ResetNodes(plan, engine, images, runs);
        LabComparison comparison;
        try (LabRun lab = run(id, plan, preparation.observed(), authority, connections(authority), deadline)) {
            comparison = rounds.ofContents(lab);
        }
        while (!comparison.isEmpty()) {
            rounds.begin(comparison);
            rounds.found.addAll(nodes.run(comparison, deadline));
            // The former connections may end at nodes that were removed.
            try (LabRun lab = runs.begin(deadline)) {
                comparison = rounds.ofContents(lab);
            }
        }
        return ResetReport.done(plan.lab(), rounds.found);
    }

    private NodeDaemons connections(CompletableFuture<LabAuthority> authority) {
        return connected == null ? NodeDaemons.by(engine, authority) : connected.daemons();
    }

    /** The rounds of one reset: each compares the lab, and removes the differences. */
    private final class Rounds {

        private final LabPlan plan;
        private final Deadline deadline;
        private final List<Difference> found = new ArrayList<>();
        private Restored restored = Restored.NOTHING;
        private int number;

        private Rounds(LabPlan plan, Deadline deadline) {
            this.plan = plan;
            this.deadline = deadline;
        }

        private void begin(LabComparison comparison) {
            if (number++ == LIMIT || deadline.isPast()) {
                throw left(plan, comparison);
            }
            found.addAll(comparison.differences());
        }

        /** Restores the contents of a lab. The result has no differences, or differences of nodes. */
        private LabComparison ofContents(LabRun lab) {
            ResetContents contents = new ResetContents(plan, engine, images, until -> lab.next(resources(plan), until));
            restored = restored.withoutFindings();
            LabComparison comparison = LabComparison.of(lab, restored);
            while (!comparison.isEmpty() && !comparison.concernsNodes()) {
                begin(comparison);
                restored = contents.run(comparison, restored, deadline);
                comparison = LabComparison.of(lab.next(resources(plan), deadline), restored);
            }
            return comparison;
        }
    }

    private Preparation preparation(LabFile labFile) {
        return Preparation.of(labFile, null, engine, parallel, Optional.empty());
    }

    private LabResources resources(LabPlan plan) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), plan.lab());
    }

    private LabRun run(
            String id,
            LabPlan plan,
            LabResources observed,
            CompletableFuture<LabAuthority> authority,
            NodeDaemons daemons,
            Deadline deadline) {
        return new LabRun(
                id,
                engine,
                plan,
                observed.student().orElse(null),
                observed,
                authority,
                daemons,
                parallel,
                progress,
                deadline,
                outbound);
    }

    /** Nodes are added, removed and replaced by {@code up} alone. A node that was removed by hand is restored. */
    private static void mustMatch(Preparation preparation, LabPlan plan) {
        NodeChanges changes = NodeChanges.of(plan, preparation.observed(), (container, node) -> false);
        String names = Stream.of(changes.unwanted(), changes.replaced(), changes.recreated())
                .flatMap(List::stream)
                .map(LabClient::nameOf)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "the lab file was changed since the last swarmlab up")
                    .because("it has no such node, or other settings for it: " + names)
                    .advise("Update the lab first with: swarmlab up "
                            + preparation
                                    .observed()
                                    .origin()
                                    .map(Origin::arguments)
                                    .orElse("FILE"));
        }
    }

    private static Failure left(LabPlan plan, LabComparison comparison) {
        return Failure.of(FailureKind.FAILED, "the lab " + plan.lab() + " still differs from the state right after up")
                .because(comparison.differences().stream()
                        .map(Difference::toString)
                        .collect(Collectors.joining("\n")))
                .advise("Run the command again, or recreate the lab with: swarmlab down " + plan.lab()
                        + ", then run swarmlab up again");
    }
}
