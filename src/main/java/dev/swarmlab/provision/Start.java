package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.AwaitNodes;
import dev.swarmlab.lab.ContainerHealth;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Starts the containers of a lab that exists, and waits until every node is ready in the swarm. It creates, replaces
 * and removes nothing, and changes nothing in the swarm: to repair a lab is the task of {@link Up}. It needs no lab
 * file, so it also starts a lab whose file needs variables that are not set now.
 */
public final class Start {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public Start(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Starts the lab.
     *
     * @return the state of the lab afterwards
     * @throws Failure when a part of the lab is missing, or does not start by the deadline
     */
    public LabReport run(String name, Deadline deadline) {
        progress.lab(name);
        return LabLock.hold(engine, progress, name, "swarmlab start " + name, deadline, () -> {
            LabResources lab = resources(name);
            Snapshots.mustBeRestored(lab);
            mustBeComplete(lab);
            try {
                return start(lab, deadline);
            } catch (Failure failure) {
                throw withAdvice(failure, lab);
            }
        });
    }

    private LabResources resources(String name) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), name);
    }

    private LabReport start(LabResources lab, Deadline deadline) {
        try (LabClient client = LabClient.of(engine, lab)) {
            progress.begin(Step.REGISTRY, (int) Stream.of(lab.registry(), lab.cache())
                    .flatMap(Optional::stream)
                    .count());
            progress.begin(Step.NODES, lab.nodes().size());
            progress.begin(Step.SWARM, 1);
            NodeActions actions = new NodeActions(client);
            List<Runnable> tasks = new ArrayList<>();
            lab.registry()
                    .ifPresent(
                            registry -> tasks.add(() -> start(registry, "localhost:" + registry.label(Labels.PORT))));
            lab.cache().ifPresent(cache -> tasks.add(() -> start(cache, "for " + cache.label(Labels.UPSTREAM))));
            lab.nodes().forEach(node -> tasks.add(() -> start(node, actions, deadline)));
            parallel.allOrFirstFailure(tasks);
            progress.during(Step.SWARM, lab.name(), () -> {
                mustHaveContainers(new AwaitNodes(client).until(deadline), lab);
                mustStillRun(lab);
                return lab.nodes().size() + " nodes ready";
            });
        }
        return new LabStatus(engine, parallel).report(resources(lab.name()));
    }

    /** A cache needs its upstream registry to start. Without a cache, nodes pull from Docker Hub itself. */
    private void start(EngineContainer registry, String address) {
        progress.during(Step.REGISTRY, registry.label(Labels.NODE), () -> {
            new EnsureContainer(engine).startIfStopped(registry);
            return address;
        });
    }

    private void start(EngineContainer node, NodeActions actions, Deadline deadline) {
        String name = LabClient.nameOf(node);
        progress.during(Step.NODES, name, () -> {
            actions.start(node, deadline);
            return node.addresses().values().stream().findFirst().orElse("");
        });
    }

    /**
     * Finds missing containers by their volumes, which remain.
     *
     * @throws Failure when the lab is damaged
     */
    static void mustBeComplete(LabResources lab) {
        TreeSet<String> missing = new TreeSet<>();
        lab.volumes().forEach(volume -> missing.add(volume.labels().getOrDefault(Labels.NODE, "")));
        missing.remove("");
        lab.containers().forEach(container -> missing.remove(container.label(Labels.NODE)));
        if (!missing.isEmpty()) {
            throw damaged(lab, "it has no container for " + String.join(", ", missing));
        }
        if (lab.managers().isEmpty()) {
            throw damaged(lab, "it has no manager");
        }
        if (lab.network().isEmpty()) {
            throw damaged(lab, "its network was removed");
        }
        lab.nodes().stream()
                .filter(EngineContainer::wasNeverStarted)
                .findFirst()
                .ifPresent(node -> {
                    throw damaged(lab, LabClient.nameOf(node) + " was never started");
                });
    }

    /** Finds nodes of which not even a volume remains by the swarm's list. */
    private static void mustHaveContainers(List<SwarmNode> members, LabResources lab) {
        members.stream()
                .map(SwarmNode::hostname)
                .filter(name -> LabNames.isNode(name) && lab.node(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw damaged(lab, "its swarm lists " + name + ", which has no container");
                });
    }

    /** The swarm reports a node that has just stopped as ready until its heartbeats are missing. */
    private void mustStillRun(LabResources lab) {
        lab.nodes().forEach(node -> new ContainerHealth(engine, LabClient.nameOf(node), node.id()).mustStillRun());
    }

    private static Failure damaged(LabResources lab, String reason) {
        return Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " is damaged")
                .because(reason)
                .advise(repair(lab));
    }

    /** Failures with advice of their own know more, as about a port that is in use. */
    private static Failure withAdvice(Failure failure, LabResources lab) {
        return failure.advice() == null && failure.kind() != FailureKind.INTERRUPTED
                ? failure.advise(repair(lab))
                : failure;
    }

    private static String repair(LabResources lab) {
        return "Repair the lab with: swarmlab up "
                + lab.origin().map(Origin::arguments).orElse("FILE");
    }
}
