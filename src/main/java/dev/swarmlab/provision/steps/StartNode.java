package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates a node, or starts an existing one, and waits until its daemon answers. */
public final class StartNode implements Runnable {

    private final LabRun lab;
    private final NodePlan node;

    public StartNode(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    @Override
    public void run() {
        if (!lab.started().contains(node.name())) {
            start();
            lab.started().add(node.name());
        }
    }

    /** Creates the container of a node again, after the former one was removed. The node keeps its volume. */
    void recreate() {
        createOnFreePort(new EnsureContainer(lab.engine()));
        awaitDaemon();
    }

    private void start() {
        lab.progress().during(Step.NODES, node.name(), () -> {
            EnsureContainer container = new EnsureContainer(lab.engine());
            Optional<EngineContainer> existing = lab.observed().node(node.name());
            if (existing.isPresent()) {
                container.startIfStopped(existing.get());
            } else {
                createOnFreePort(container);
            }
            awaitDaemon();
            return node.address();
        });
    }

    private void createOnFreePort(EnsureContainer container) {
        NodePlan attempt = node;
        while (true) {
            try {
                create(container, attempt);
                return;
            } catch (Failure refusal) {
                // Only for the daemon's port, which may be any port. The lab file names the others.
                if (!EnsureContainer.isInUse(attempt.apiAddresses(), attempt.apiPort(), refusal)) {
                    throw refusal;
                }
                lab.engine().removeContainer(attempt.container());
                attempt = lab.onSparePort(node).orElseThrow(() -> refusal);
            }
        }
    }

    private void create(EnsureContainer container, NodePlan node) {
        String network = lab.plan().network().name();
        Map<String, String> labels = new HashMap<>(
                lab.labels(node.role(), node.name(), node.apiPort(), NodeContainer.digest(node, network)));
        labels.putAll(NodeContainer.labels(node));
        String image = lab.actualImage(node.settings().image());
        container.create(
                NodeContainer.specification(node, image, lab.entrypoint(image), network, labels),
                node.volume(),
                Stream.concat(
                                NodeContainer.files(node, lab.authority(), hostAddresses(node)).stream(),
                                lab.outboundFiles().stream())
                        .toList());
    }

    /** The addresses of the host at which other computers reach the daemon. */
    private static List<String> hostAddresses(NodePlan node) {
        BindAddress bind = node.bind();
        if (bind == null) {
            return List.of();
        }
        return bind.isWildcard() ? HostNetwork.addresses(bind.isVersion4()) : List.of(bind.text());
    }

    private void awaitDaemon() {
        NodeDaemon daemon = lab.daemon(node);
        Await.until("the daemon of " + node.name(), lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            daemon.ping();
            return Answer.ready();
        }));
    }
}
