package dev.swarmlab.provision;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Subnet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The state of the engine before an {@code up} changes anything, and what follows from it for the plan. */
public final class Preparation {

    private final LabFile labFile;
    private final @Nullable BindAddress bind;
    private final EngineSnapshot snapshot;
    private final LabResources observed;
    private final HostNetwork host;
    private final PlanningInput planningInput;
    private final Optional<SharedRegistry> classRegistry;

    private Preparation(
            LabFile labFile,
            @Nullable BindAddress wanted,
            EngineSnapshot snapshot,
            HostNetwork host,
            Optional<SharedRegistry> classRegistry) {
        this.snapshot = snapshot;
        this.host = host;
        this.observed = LabResources.in(snapshot, labFile.name());
        this.classRegistry = classRegistry.or(() -> SharedRegistry.of(observed));
        this.planningInput = EngineState.planningInput(snapshot, host, observed);
        this.labFile = formerSubnet(labFile).map(labFile::withSubnet).orElse(labFile);
        this.bind = wanted == null ? recordedBind(observed) : wanted.isLoopback() ? null : wanted;
    }

    /**
     * Reads the state of the engine.
     *
     * @param bind the address on which the managers are to be published; null for that of the last {@code up}
     * @param classRegistry the registry that the lab uses; empty for a lab with a registry of its own
     * @throws Failure when no certificate could be valid for the address, or when the lab is only partly restored from
     *     a snapshot
     */
    static Preparation of(
            LabFile labFile,
            @Nullable BindAddress bind,
            Engine engine,
            Parallel parallel,
            Optional<SharedRegistry> classRegistry) {
        boolean local = engine.isLocal();
        if (bind != null && bind.isWildcard() && !local) {
            throw Failure.of(FailureKind.WRONG_INPUT, "can't bind the lab to " + bind)
                    .because("the engine is on another host, whose addresses are not known here")
                    .advise("Name the address of that host which students can reach.");
        }
        HostNetwork host = local ? HostNetwork.read() : HostNetwork.UNKNOWN;
        Preparation preparation = new Preparation(
                EnginePaths.in(labFile, engine), bind, EngineSnapshot.of(engine, parallel), host, classRegistry);
        Snapshots.mustBeRestored(preparation.observed);
        return preparation;
    }

    private static @Nullable BindAddress recordedBind(LabResources lab) {
        return lab.origin().map(origin -> origin.overrides().bind()).orElse(null);
    }

    /** The address on which the managers are to be published besides the loopback address; null for none. */
    @Nullable
    BindAddress bind() {
        return bind;
    }

    /** The subnet of a lab whose network was removed, if it is free. Its nodes know each other by their addresses. */
    private Optional<String> formerSubnet(LabFile wanted) {
        return observed.network().isPresent() || wanted.subnet() != null
                ? Optional.empty()
                : observed.subnet().filter(text -> Subnet.parse(text).stream()
                        .noneMatch(
                                former -> planningInput.takenSubnets().stream().anyMatch(former::overlaps)));
    }

    /** The registry of the class; empty for a lab with a registry of its own. */
    Optional<SharedRegistry> classRegistry() {
        return classRegistry;
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
        LabPlan own = Planner.plan(labFile, input).boundTo(bind);
        LabPlan plan = classRegistry.map(registry -> registry.in(own)).orElse(own);
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
