package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineStateTest {

    private static final Map<String, String> OWN = Map.of(Labels.LAB, "lab");
    private static final HostNetwork HOST =
            new HostNetwork(Set.of("192.0.2.0/24", "10.213.7.0/24"), Set.of(22, 5000, 20_001));

    @Test
    void networks_and_routes_use_subnets_and_programs_and_containers_use_ports() {
        PlanningInput found = planningInput(
                List.of(container("web", Map.of(), 8080)),
                List.of(network("bridge", Map.of(), "172.17.0.0/16"), network("six", Map.of(), "fd00::/64")));

        assertThat(found.takenSubnets()).extracting(Subnet::toString).containsExactly("172.17.0.0/16");
        assertThat(found.routes())
                .extracting(Subnet::toString)
                .containsExactlyInAnyOrder("192.0.2.0/24", "10.213.7.0/24");
        assertThat(found.takenPorts()).containsExactlyInAnyOrder(22, 5000, 20_001, 8080);
        assertThat(found.subnet()).isEmpty();
        assertThat(found.registryPort()).isEmpty();
    }

    /** The route to the lab's bridge and the ports of its containers do not prevent an update of the lab. */
    @Test
    void the_subnet_and_the_ports_of_the_lab_itself_do_not_count() {
        PlanningInput found = planningInput(
                List.of(
                        container("swarmlab-lab-worker01", node("worker", "worker01", "20001"), 20_001),
                        container("swarmlab-lab-registry", node("registry", "registry", "5000"), 5000)),
                List.of(network("swarmlab-lab", OWN, "10.213.7.0/24")));

        assertThat(found.takenSubnets()).isEmpty();
        assertThat(found.routes()).extracting(Subnet::toString).containsExactly("192.0.2.0/24");
        assertThat(found.takenPorts()).containsExactly(22);
        assertThat(found.subnet()).map(Subnet::toString).contains("10.213.7.0/24");
        assertThat(found.apiPorts()).containsExactly(Map.entry("worker01", 20_001));
        assertThat(found.registryPort()).contains(5000);
    }

    @Test
    void a_stopped_container_keeps_its_port() {
        PlanningInput found = planningInput(
                List.of(new EngineContainer(
                        "id",
                        "swarmlab-lab-worker01",
                        "i",
                        ContainerState.of("exited"),
                        "",
                        node("worker", "worker01", "20001"),
                        Map.of(),
                        List.of())),
                List.of());

        assertThat(found.apiPorts()).containsEntry("worker01", 20_001);
    }

    private static PlanningInput planningInput(List<EngineContainer> containers, List<EngineNetwork> networks) {
        EngineSnapshot snapshot = new EngineSnapshot(containers, networks, List.of());
        return EngineState.planningInput(snapshot, HOST, LabResources.in(snapshot, "lab"));
    }

    private static Map<String, String> node(String role, String name, String port) {
        return Map.of(Labels.LAB, "lab", Labels.ROLE, role, Labels.NODE, name, Labels.PORT, port);
    }

    private static EngineContainer container(String name, Map<String, String> labels, int port) {
        return new EngineContainer(
                "id-" + name,
                name,
                "image",
                ContainerState.of("running"),
                "Up",
                labels,
                Map.of(),
                List.of(new EnginePort("127.0.0.1", port, 80, "tcp")));
    }

    private static EngineNetwork network(String name, Map<String, String> labels, String subnet) {
        return new EngineNetwork("id-" + name, name, "bridge", List.of(subnet), labels);
    }
}
