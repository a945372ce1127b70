package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.NetworkSpecification;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the lab's network. The plan is settled here, since only the engine knows in the end whether a subnet is free: it
 * may refuse one that looked free, and then the next is planned with.
 */
public final class CreateNetwork {

    private static final int ATTEMPTS = 20;

    private final Engine engine;
    private final Progress progress;
    private final Map<String, String> labels;

    public CreateNetwork(Engine engine, Progress progress, Map<String, String> labels) {
        this.engine = engine;
        this.progress = progress;
        this.labels = labels;
    }

    /** @return the plan with the subnet that the network now has */
    public LabPlan settle(Function<PlanningInput, LabPlan> planning, PlanningInput planningInput) {
        LabPlan plan = planning.apply(planningInput);
        if (planningInput.subnet().isPresent()) {
            return plan;
        }
        progress.begin(Step.NETWORK, 1);
        return progress.during(
                Step.NETWORK,
                plan.network().name(),
                () -> {
                    LabPlan settled = create(planning, planningInput, plan);
                    tellOfRoute(settled, planningInput);
                    return settled;
                },
                settled -> settled.network().name() + " " + settled.network().subnet());
    }

    /** While the lab's network exists, its addresses are no longer those of the network that the route leads to. */
    private void tellOfRoute(LabPlan plan, PlanningInput planningInput) {
        planningInput
                .routeAround(plan.network().subnet())
                .ifPresent(route -> progress.say("The host's route to " + route + " includes the lab's addresses, "
                        + plan.network().subnet() + ". While the lab exists, the host reaches the lab there; choose"
                        + " others with --subnet if something else has them."));
    }

    private LabPlan create(Function<PlanningInput, LabPlan> planning, PlanningInput planningInput, LabPlan first) {
        LabPlan plan = first;
        PlanningInput around = planningInput;
        String refusal = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                NetworkSpecification network = new NetworkSpecification(
                        plan.network().name(),
                        plan.network().subnet().toString(),
                        plan.network().gateway(),
                        labels);
                Uninterruptible.call(() -> engine.createNetwork(network));
                return plan;
            } catch (EngineException exception) {
                if (!KnownMessage.SUBNET_OVERLAPS.isIn(exception.text())) {
                    throw exception;
                }
                refusal = exception.text();
                around = around.withTaken(plan.network().subnet());
                plan = planning.apply(around);
            }
        }
        throw Failure.of(FailureKind.FAILED, "the engine has no room for the lab's network")
                .because(refusal)
                .advise("See which networks there are with: docker network ls");
    }
}
