package dev.swarmlab.provision;

import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code up --dry-run} shows: the names and addresses of everything that would exist. */
public record PlanReport(
        String lab,
        String network,
        String subnet,
        List<ContainerReport> containers,
        List<String> images,
        List<String> overlays,
        Map<String, String> stacks) {

    /**
     * A container that would exist.
     *
     * @param ports by host address, the port in the container
     */
    public record ContainerReport(
            String node, String role, String container, String image, String address, Map<String, Integer> ports) {}

    public static PlanReport of(LabPlan plan) {
        List<ContainerReport> containers = new ArrayList<>();
        RegistryPlan registry = plan.registry();
        containers.add(new ContainerReport(
                "registry",
                "registry",
                registry.container(),
                registry.image(),
                registry.address(),
                Map.of(registry.hostAddress(), RegistryPlan.PORT)));
        plan.nodes().forEach(node -> containers.add(container(node)));
        return new PlanReport(
                plan.lab(),
                plan.network().name(),
                plan.network().subnet().toString(),
                containers,
                plan.images().stream().map(ImagePlan::nodeReference).toList(),
                plan.overlays().stream().map(OverlayNetwork::name).toList(),
                stacks(plan));
    }

    private static Map<String, String> stacks(LabPlan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        plan.stacks().forEach((name, stack) -> files.put(name, stack.file().toString()));
        return files;
    }

    private static String lines(String heading, Collection<String> values) {
        return values.stream().map(value -> heading + value + "\n").collect(Collectors.joining());
    }

    private static ContainerReport container(NodePlan node) {
        Map<String, Integer> ports = new TreeMap<>();
        node.ports().forEach(port -> ports.put(port.hostAddress() + ":" + port.hostPort(), port.containerPort()));
        return new ContainerReport(
                node.name(),
                node.role().word(),
                node.container(),
                node.settings().image(),
                node.address(),
                ports);
    }

    public String table() {
        Table table = new Table("NODE", "ROLE", "CONTAINER", "IMAGE", "ADDRESS", "PORTS");
        containers.forEach(container -> table.row(
                container.node(),
                container.role(),
                container.container(),
                container.image(),
                container.address(),
                container.ports().toString().replaceAll("[{}]", "").replace("=", "->")));
        return table.text() + "\nnetwork  " + network + " " + subnet + "\n"
                + lines("image    ", images)
                + lines("overlay  ", overlays)
                + lines("stack    ", stacks.keySet());
    }
}
