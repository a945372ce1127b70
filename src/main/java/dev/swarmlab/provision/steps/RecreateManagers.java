package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LockedSwarm;
import dev.swarmlab.lab.QuorumCheck;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives new containers to managers whose settings the lab file has changed. A new container gets the volume and the
 * address of the former one, so that the manager stays the same member of the swarm. Managers are recreated one by one:
 * each takes part in the swarm again before the next one is stopped. The leader is the last.
 */
public final class RecreateManagers implements Runnable {

    private final LabRun lab;
    private final List<EngineContainer> outdated;

    /** @param outdated running containers of managers that are in the swarm */
    public RecreateManagers(LabRun lab, List<EngineContainer> outdated) {
        this.lab = lab;
        this.outdated = outdated;
    }

    @Override
    public void run() {
        if (outdated.isEmpty()) {
            return;
        }
        lab.progress().begin(Step.RECREATION, outdated.size());
        List<EngineContainer> leaderLast = outdated.size() == 1
                ? outdated
                : outdated.stream().sorted(Comparator.comparing(this::leads)).toList();
        for (EngineContainer container : leaderLast) {
            ReplaceNodes.successor(container, lab.plan()).ifPresent(node -> recreate(container, node));
        }
    }

    private boolean leads(EngineContainer container) {
        return members().stream()
                .anyMatch(member -> member.leader() && isOf(container).test(member));
    }

    private List<SwarmNode> members() {
        return Await.until(
                "a manager to answer",
                lab.deadline(),
                () -> lab.opened().poll(NodeDaemon::nodes),
                answered -> Answer.ready());
    }

    private Predicate<SwarmNode> isOf(EngineContainer container) {
        String name = LabClient.nameOf(container);
        String id = lab.nodeIds().get(name);
        return member ->
                id == null ? member.hostname().equals(name) : member.id().equals(id);
    }

    private void recreate(EngineContainer container, NodePlan node) {
        if (lab.deadline().isPast()) {
            throw Failure.of(FailureKind.TIMED_OUT, node.name() + " was not recreated")
                    .because("the time limit of " + lab.deadline().given().toSeconds() + " s is over")
                    .advise("Set a longer time with --timeout. Nodes that were already recreated stay.");
        }
        if (lab.plan().managers().size() > 1) {
            new QuorumCheck(lab.opened()).beforeStop(List.of(container));
        }
        lab.progress().during(Step.RECREATION, node.name(), () -> {
            Optional<SwarmNode> before =
                    members().stream().filter(isOf(container)).findFirst();
            new DrainNode(lab).run(node.name(), isOf(container));
            new EnsureContainer(lab.engine()).stopIfRunning(lab.engine().container(container.id()));
            lab.engine().removeContainer(container.id());
            new StartNode(lab, node).recreate();
            Await.until(
                    node.name() + " to take part in the swarm again",
                    lab.deadline(),
                    NodeHealth.whileItRuns(lab, node, () -> rejoined(container, node, before)));
            return "";
        });
    }

    /**
     * Asks the manager itself: it knows the members only when it has found the leader. The other managers may still
     * list it as reachable from before.
     *
     * @param before the manager before it was drained
     * @throws Failure when the swarm has autolock, so that the user must unlock the manager
     */
    private Answer rejoined(EngineContainer container, NodePlan node, Optional<SwarmNode> before) {
        NodeDaemon manager = lab.daemon(node);
        Optional<SwarmNode> own;
        try {
            own = manager.nodes().stream().filter(isOf(container)).findFirst();
        } catch (EngineException noLeader) {
            LockedSwarm.refuse(node.name(), manager.membership());
            throw noLeader;
        }
        if (own.isEmpty() || !own.get().isReady() || own.get().isUnreachable()) {
            return Answer.notYet("the swarm does not list it as ready");
        }
        if (before.isEmpty() || own.get().availability().equals(before.get().availability())) {
            return Answer.ready();
        }
        try {
            manager.update(
                    own.get(),
                    own.get().role(),
                    before.get().availability(),
                    own.get().labels());
            return Answer.notYet("it is being activated");
        } catch (EngineException changedMeanwhile) {
            return Answer.notYet(changedMeanwhile.text());
        }
    }
}
