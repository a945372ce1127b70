package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Subnet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The state of the engine before an {@code up} changes anything, and what follows from it for the plan. */
public final class Preparation {

    private final LabFile labFile;
    private final EngineSnapshot snapshot;
    private final LabResources observed;
    private final HostNetwork host;
    private final PlanningInput planningInput;

    private Preparation(LabFile labFile, EngineSnapshot snapshot, HostNetwork host) {
        this.snapshot = snapshot;
        this.host = host;
        this.observed = LabResources.in(snapshot, labFile.name());
        this.planningInput = EngineState.planningInput(snapshot, host, observed);
        this.labFile = formerSubnet(labFile).map(labFile::withSubnet).orElse(labFile);
    }

    static Preparation of(LabFile labFile, Engine engine, Parallel parallel) {
        HostNetwork host = engine.isLocal() ? HostNetwork.read() : HostNetwork.UNKNOWN;
        return new Preparation(labFile, EngineSnapshot.of(engine, parallel), host);
    }

    /** The subnet of a lab whose network was removed, if it is free. Its nodes know each other by their addresses. */
    private Optional<String> formerSubnet(LabFile wanted) {
        return observed.network().isPresent() || wanted.subnet() != null
                ? Optional.empty()
                : observed.subnet().filter(text -> Subnet.parse(text).stream()
                        .noneMatch(
                                former -> planningInput.takenSubnets().stream().anyMatch(former::overlaps)));
    }

    PlanningInput planningInput() {
        return planningInput;
    }

    LabResources observed() {
        return observed;
    }

    /**
     * The plan of the lab.
     *
     * @throws Failure when it conflicts with the engine, the host or the existing lab
     */
    LabPlan plan(PlanningInput input) {
        LabPlan plan = Planner.plan(labFile, input);
        Preflight.check(plan, snapshot, observed, input, host);
        return plan;
    }

    /**
     * The lab's certificate authority, or a new one for a new lab. Creating one takes a third of a second of
     * processor time, so it is done in the background. The authority is not needed before the nodes are created.
     */
    CompletableFuture<LabAuthority> authority(Engine engine) {
        return Threads.supply("swarmlab-authority", () -> NodeDaemons.authority(engine, observed)
                .orElseGet(() -> LabAuthority.create(labFile.name())));
    }
}
