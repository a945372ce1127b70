package dev.swarmlab.fake;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.steps.StartNode;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A lab on a fake engine, for tests of single steps of {@code up}. */
public final class FakeLab {

    /** Shared, since creating one takes time and the fakes do not use it. */
    public static final LabAuthority AUTHORITY = LabAuthority.create("fake");

    public final FakeEngine engine = new FakeEngine();
    public final FakeSwarm swarm = engine.swarm;
    public final List<String> said = new ArrayList<>();

    private final LabPlan plan;
    private Duration patience = Duration.ofSeconds(20);
    private OutboundAccess outbound = OutboundAccess.NONE;

    public FakeLab(String yaml) {
        this(SampleLabFile.lab(yaml));
    }

    public FakeLab(LabFile labFile) {
        plan = Planner.plan(labFile, PlanningInput.EMPTY);
        engine.withImage("my/node:1", Map.of()).withImage("my/registry:1", Map.of());
    }

    /** Sets the time limit of the steps. */
    public FakeLab within(Duration time) {
        patience = time;
        return this;
    }

    /** Sets how new containers reach registries outside of the lab. */
    public FakeLab reaching(OutboundAccess registries) {
        outbound = registries;
        return this;
    }

    public LabPlan plan() {
        return plan;
    }

    public NodePlan node(String name) {
        return plan.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Starts all nodes, as an earlier run did. */
    public FakeLab booted() {
        LabRun run = run();
        plan.nodes().forEach(node -> new StartNode(run, node).run());
        return this;
    }

    /** Starts all nodes and joins them to the swarm. */
    public FakeLab joined() {
        booted();
        plan.nodes().forEach(node -> swarm.join(node.container(), node.role().word()));
        return this;
    }

    /** The lab as commands use it. */
    public LabClient open() {
        return run().opened();
    }

    /** A new run of {@code up} that starts with the current state of the engine. */
    public LabRun run() {
        LabResources observed = LabResources.in(EngineSnapshot.of(engine, new Parallel(true)), plan.lab());
        CompletableFuture<LabAuthority> authority = CompletableFuture.completedFuture(AUTHORITY);
        return new LabRun(
                "this-run",
                engine,
                plan,
                null,
                observed,
                authority,
                NodeDaemons.by(engine, authority),
                new Parallel(true),
                new Progress(this::hear),
                Deadline.in(patience),
                outbound);
    }

    private void hear(Event event) {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
    }
}
