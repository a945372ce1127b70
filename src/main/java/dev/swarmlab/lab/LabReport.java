package dev.swarmlab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.report.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lab.
 *
 * @param file the lab file of the last {@code up}
 * @param engine the address of the engine on which the lab runs
 * @param subnet the subnet of its network
 * @param expires when the lab expires (ISO 8601); null when it does not
 * @param expired whether that time was over when the report was made
 * @param cache the pull-through cache; null when the lab has none
 * @param ports the ports of the host that lead to nodes
 * @param nodes managers first
 * @param routingMesh whether the kernel has ip_vs, which the routing mesh and virtual addresses need; null when no
 *     running node can be asked
 * @param notices what {@code up} overwrote on nodes or did not apply, one sentence each; empty in other commands
 */
public record LabReport(
        String name,
        String file,
        String engine,
        String subnet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String expires,
        boolean expired,
        RegistryReport registry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CacheReport cache,
        List<PortReport> ports,
        List<NodeReport> nodes,
        @Nullable Boolean routingMesh,
        List<String> notices) {

    private static final String NO_ROUTING_MESH =
            "routing   this kernel has no ip_vs: `--publish 80:8080` does not answer,"
                    + " use `--publish mode=host,published=80,target=8080`";

    /** The same report with the notices of an {@code up}. */
    public LabReport withNotices(List<String> ofThisRun) {
        return new LabReport(
                name,
                file,
                engine,
                subnet,
                expires,
                expired,
                registry,
                cache,
                ports,
                nodes,
                routingMesh,
                List.copyOf(ofThisRun));
    }

    /**
     * A lab's registry.
     *
     * @param state the state of its container; {@code missing} when there is no container
     * @param address where the host reaches it
     * @param nodeAddress where the nodes reach it
     * @param images the images in it, as in {@code swarmlab/echo:latest}
     */
    public record RegistryReport(
            Reported<ContainerState> state, String address, String nodeAddress, List<String> images) {}

    /**
     * A pull-through cache.
     *
     * @param state the state of its container
     * @param upstream the registry whose images it keeps
     * @param nodeAddress where the daemons of the nodes reach it
     */
    public record CacheReport(Reported<ContainerState> state, String upstream, String nodeAddress) {}

    /** A port of the host that leads to a node. */
    public record PortReport(String host, String node, int port, String protocol) {}

    /**
     * A node.
     *
     * @param state its state in the swarm, as in {@code ready}; the state of its container when no manager answers or
     *     the container is not running
     * @param leader whether it is the leader of the managers
     * @param engine the version of its Docker engine; empty when no manager answers
     * @param partitioned whether {@code swarmlab node partition} has cut it off from the other nodes
     * @param images the references of the images on it
     */
    public record NodeReport(
            String name,
            String role,
            String state,
            String availability,
            boolean leader,
            String address,
            String engine,
            String container,
            boolean partitioned,
            List<String> images) {}

    public String table() {
        return table(Instant.now());
    }

    String table(Instant now) {
        Table nodesTable = new Table("NODE", "ROLE", "STATE", "AVAILABILITY", "ADDRESS", "ENGINE", "IMAGES");
        for (NodeReport node : nodes) {
            nodesTable.row(
                    node.name(),
                    node.leader() ? "leader" : node.role(),
                    node.state(),
                    node.availability(),
                    node.address(),
                    node.engine(),
                    String.valueOf(node.images().size()));
        }
        StringBuilder text = new StringBuilder(nodesTable.text());
        text.append('\n');
        text.append("registry  ")
                .append(registry.address())
                .append(" (")
                .append(registry.nodeAddress())
                .append(" on the nodes)")
                .append(registry.state().is(ContainerState.RUNNING) ? "" : ", " + registry.state())
                .append('\n');
        registry.images()
                .forEach(image -> text.append("          ").append(image).append('\n'));
        if (cache != null) {
            text.append("cache     ")
                    .append(cache.upstream())
                    .append(cache.state().is(ContainerState.RUNNING) ? "" : ", " + cache.state())
                    .append('\n');
        }
        for (PortReport port : ports) {
            text.append("port      ")
                    .append(port.host())
                    .append(" -> ")
                    .append(port.node())
                    .append(':')
                    .append(port.port())
                    .append(port.protocol().equals("tcp") ? "" : "/" + port.protocol())
                    .append('\n');
        }
        nodes.stream().filter(NodeReport::partitioned).forEach(node -> text.append("partition ")
                .append(node.name())
                .append(" is cut off from the other nodes; to end that, run `swarmlab node heal --lab ")
                .append(name)
                .append(' ')
                .append(node.name())
                .append("`\n"));
        Expiry.parse(expires).ifPresent(expiry -> text.append("expires   ")
                .append(expiry.described(now))
                .append(" (")
                .append(expiry.text())
                .append(')')
                .append(expiry.isOver(now) ? "; remove it with: swarmlab prune" : "")
                .append('\n'));
        if (Boolean.FALSE.equals(routingMesh)) {
            text.append(NO_ROUTING_MESH).append('\n');
        }
        return text.toString();
    }
}
