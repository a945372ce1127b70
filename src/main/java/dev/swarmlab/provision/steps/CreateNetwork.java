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
 * Creates the lab's network. The engine may refuse a subnet that seemed to be free. Then the plan is computed again
 * with the next subnet.
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

    /**
     * Does nothing when the network exists.
     *
     * @param planning computes a plan from its input
     * @return the plan with the subnet of the network
     */
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
                    warnOfRoute(settled, planningInput);
                    return settled;
                },
                settled -> settled.network().name() + " " + settled.network().subnet());
    }

    /** While the lab's network exists, the host does not reach these addresses in the network of the route. */
    private void warnOfRoute(LabPlan plan, PlanningInput planningInput) {
        planningInput
                .routeAround(plan.network().subnet())
                .ifPresent(route -> progress.say("the host's route to " + route + " includes the lab's subnet "
                        + plan.network().subnet()
                        + "; while the lab exists, the host does not reach other computers with"
                        + " these addresses; if you need them, choose another subnet with --subnet"));
    }

    private LabPlan create(Function<PlanningInput, LabPlan> planning, PlanningInput planningInput, LabPlan first) {
        LabPlan plan = first;
        PlanningInput input = planningInput;
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
                input = input.withTaken(plan.network().subnet());
                plan = planning.apply(input);
            }
        }
        throw Failure.of(FailureKind.FAILED, "the engine has no free subnet for the lab's network")
                .because(refusal)
                .advise("See which networks exist with: docker network ls");
    }
}
