package dev.swarmlab.graph;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.swarm.TaskState;
import dev.swarmlab.swarm.UpdateState;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.NetworkView;
import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.ServiceView;
import dev.swarmlab.view.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds views of labs. The ids of services, nodes and networks are their names. */
final class SampleLab {

    private static final String TIME = "2026-01-01T00:00:00Z";

    private final String name;
    private final Map<String, NodeView> nodes = new LinkedHashMap<>();
    private final Map<String, ServiceView> services = new LinkedHashMap<>();
    private final Map<String, TaskView> tasks = new LinkedHashMap<>();
    private final Map<String, NetworkView> networks = new LinkedHashMap<>();

    SampleLab(String name) {
        this.name = name;
    }

    /** Three managers, one of them stopped, and two workers, one of them drained. */
    static SampleLab degraded() {
        return new SampleLab("degraded")
                .node("manager", "manager", "exited", "active")
                .leader("manager02")
                .node("manager03", "manager", "running", "active")
                .node("worker01", "worker", "running", "active", Map.of("region", "east"))
                .node("worker02", "worker", "running", "drain")
                .service("echo_api", "echo", 1, 4, 2, "8000 → 80/tcp")
                .service("web", "", 2, 1, 1)
                .task("echo_api", 1, "worker01", "running")
                .task("echo_api", 2, "manager02", "running")
                .task("echo_api", 3, "manager", "running")
                .waiting("echo_api", 4, "no suitable node")
                .task("echo_api", 5, "worker01", "failed")
                .task("web", 0, "manager03", "starting")
                .network("localnet", "10.0.1.0/24");
    }

    SampleLab leader(String node) {
        nodes.put(node, node(node, "manager", true, "running", "active", Map.of()));
        return this;
    }

    SampleLab node(String node, String role, String container, String availability) {
        return node(node, role, container, availability, Map.of());
    }

    SampleLab node(String node, String role, String container, String availability, Map<String, String> labels) {
        nodes.put(node, node(node, role, false, container, availability, labels));
        return this;
    }

    private static NodeView node(
            String name,
            String role,
            boolean leader,
            String container,
            String availability,
            Map<String, String> labels) {
        return new NodeView(
                name,
                name,
                role,
                leader,
                Reachability.of(""),
                NodeState.of("ready"),
                NodeAvailability.of(availability),
                ContainerState.of(container),
                "10.0.0.2",
                "28.5.2",
                labels);
    }

    SampleLab service(String service, String stack, int colour, int desired, int running, String... ports) {
        services.put(
                service,
                new ServiceView(
                        service,
                        service,
                        stack,
                        "replicated",
                        colour,
                        desired,
                        running,
                        0,
                        "image:1",
                        List.of(ports),
                        List.of("localnet"),
                        UpdateState.of(""),
                        ""));
        return this;
    }

    /** Adds a job that needs two completed tasks. One is completed, the other runs on the node. */
    SampleLab job(String service, String node) {
        services.put(
                service,
                new ServiceView(
                        service,
                        service,
                        "",
                        "replicated-job",
                        2,
                        2,
                        1,
                        1,
                        "image:1",
                        List.of(),
                        List.of(),
                        UpdateState.of(""),
                        ""));
        return task(service, 1, node, "running", "complete", "");
    }

    SampleLab task(String service, int slot, String node, String state) {
        return task(service, slot, node, state, "running", "");
    }

    SampleLab waiting(String service, int slot, String reason) {
        return task(service, slot, "", "pending", "running", reason);
    }

    private SampleLab task(String service, int slot, String node, String state, String desired, String error) {
        String task = slot == 0 ? service : service + "." + slot;
        String id = "task" + tasks.size();
        tasks.put(
                id,
                new TaskView(
                        id,
                        service,
                        task,
                        slot,
                        node,
                        "image:1",
                        TaskState.of(state),
                        TaskState.of(desired),
                        error,
                        TIME,
                        TIME));
        return this;
    }

    SampleLab network(String network, String subnet) {
        networks.put(network, new NetworkView(network, network, subnet, true, false));
        return this;
    }

    LabView view() {
        return new LabView(name, "", nodes, services, tasks, networks);
    }
}
