package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Removes what does not belong to a lab, and what must be created again: first services, then containers, then what
 * these have used. All nodes are cleaned at the same time.
 */
final class Cleaning implements Runnable {

    /** How long Docker may need to release what a removed task has used. */
    private static final Duration RELEASE_TIME = Duration.ofMinutes(1);

    private final LabRun lab;
    private final LabComparison found;
    private final LabClient client;

    Cleaning(LabRun lab, LabComparison found) {
        this.lab = lab;
        this.found = found;
        this.client = lab.opened();
    }

    @Override
    public void run() {
        List<NodePlan> nodes = nodes();
        boolean swarm = of(Difference.SWARM)
                .anyMatch(difference -> !difference.id().isEmpty()
                        || SwarmComparison.isIngress(difference)
                        || difference.kind() == Kind.SETTINGS);
        lab.progress().begin(Step.REMOVAL, nodes.size() + (swarm ? 1 : 0));
        ids(Kind.SERVICE).forEach(id -> onManager(manager -> manager.remove(service(id))));
        onAll(nodes, this::removeContainers);
        if (swarm) {
            lab.progress().during(Step.REMOVAL, Difference.SWARM, () -> {
                cleanSwarm();
                return "";
            });
        }
        onAll(nodes, node -> lab.progress().during(Step.REMOVAL, node.name(), () -> {
            cleanNode(node);
            return "";
        }));
    }

    private void onAll(List<NodePlan> nodes, Consumer<NodePlan> work) {
        lab.parallel()
                .allOrFirstFailure(nodes.stream()
                        .map(node -> (Runnable) () -> work.accept(node))
                        .toList());
    }

    /** The nodes that have something to remove. The tasks of removed services may be on any of them. */
    private List<NodePlan> nodes() {
        boolean removesServices = !ids(Kind.SERVICE).isEmpty();
        return lab.plan().nodes().stream()
                .filter(node -> removesServices
                        || of(node.name())
                                .anyMatch(difference -> !difference.id().isEmpty()))
                .toList();
    }

    private Stream<Difference> of(String where) {
        return found.differences().stream()
                .filter(difference -> difference.where().equals(where));
    }

    /** The ids of the swarm's objects of this kind to be removed. */
    private List<String> ids(Kind kind) {
        return ids(Difference.SWARM, kind);
    }

    private List<String> ids(String where, Kind kind) {
        return of(where)
                .filter(difference -> difference.kind() == kind)
                .map(Difference::id)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static SwarmObject service(String id) {
        return object(SwarmObject.Kind.SERVICE, id);
    }

    private static SwarmObject object(SwarmObject.Kind kind, String id) {
        return new SwarmObject(kind, id, "", "", "", Set.of());
    }

    private void onManager(Consumer<SwarmContents.Requests> request) {
        client.ask(manager -> {
            request.accept(manager.swarm());
            return true;
        });
    }

    private Deadline releaseTime() {
        return lab.deadline().atMost(RELEASE_TIME);
    }

    // Nodes

    /** The swarm's agent may create a container of a removed service at the same time, so this is repeated. */
    private void removeContainers(NodePlan node) {
        NodeContents contents = lab.daemon(node).contents();
        Await.until("the containers of " + node.name() + " to be removed", releaseTime(), () -> {
            List<NodeContents.Container> foreign = contents.containers().stream()
                    .filter(container -> !found.kept().contains(container.service()))
                    .toList();
            foreign.forEach(container -> contents.removeContainer(container.id()));
            return Answer.readyIf(foreign.isEmpty(), foreign.size() + " were there");
        });
    }

    private void cleanNode(NodePlan node) {
        NodeContents contents = lab.daemon(node).contents();
        removeAll(node.name(), ids(node.name(), Kind.NETWORK), contents::removeNetwork);
        removeAll(node.name(), ids(node.name(), Kind.VOLUME), contents::removeVolume);
        removeAll(node.name(), ids(node.name(), Kind.IMAGE), contents::removeImage);
        if (!ids(node.name(), Kind.BUILD_CACHE).isEmpty()) {
            contents.removeBuildCache();
        }
    }

    /** Repeats what is refused: networks and volumes may still be in use, and images may be parts of others. */
    private void removeAll(String where, List<String> ids, Consumer<String> removal) {
        List<String> left = new ArrayList<>(ids);
        if (left.isEmpty()) {
            return;
        }
        Await.until("the removal of " + String.join(", ", ids) + " on " + where, releaseTime(), () -> {
            List<String> refusals = new ArrayList<>();
            for (String id : List.copyOf(left)) {
                try {
                    removal.accept(id);
                    left.remove(id);
                } catch (EngineException refusal) {
                    refusals.add(refusal.text());
                }
            }
            return Answer.readyIf(left.isEmpty(), String.join("; ", refusals));
        });
    }

    // The swarm

    private void cleanSwarm() {
        removeAll(Difference.SWARM, ids(Kind.NETWORK), id -> attempt(manager -> manager.removeNetwork(id)));
        for (SwarmObject.Kind kind : List.of(SwarmObject.Kind.CONFIG, SwarmObject.Kind.SECRET)) {
            Kind shown = kind == SwarmObject.Kind.CONFIG ? Kind.CONFIG : Kind.SECRET;
            removeAll(Difference.SWARM, ids(shown), id -> attempt(manager -> manager.remove(object(kind, id))));
        }
        if (of(Difference.SWARM).anyMatch(SwarmComparison::isIngress)) {
            Await.until(
                    "the network ingress",
                    releaseTime(),
                    () -> client.poll(manager -> {
                        manager.swarm().createIngress();
                        return Answer.ready();
                    }));
        }
        if (found.has(Cure.RESTORE, Kind.SETTINGS)) {
            onManager(SwarmContents.Requests::setDefaults);
        }
    }

    /** @throws EngineException when no manager does it, so that it is repeated */
    private void attempt(Consumer<SwarmContents.Requests> request) {
        client.poll(manager -> {
            request.accept(manager.swarm());
            return true;
        });
    }
}
