package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.PublishedPort;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void the_same_lab_file_gives_the_same_plan() {
        assertThat(plan("workers: 3")).isEqualTo(plan("workers: 3"));
    }

    @Test
    void the_smallest_lab_is_one_manager_and_a_registry() {
        LabPlan plan = plan("workers: 0");

        assertThat(plan.lab()).isEqualTo("lab");
        assertThat(plan.network().name()).isEqualTo("swarmlab-lab");
        assertThat(plan.nodes()).extracting(NodePlan::name).containsExactly("manager");
        assertThat(plan.firstManager().isManager()).isTrue();
        assertThat(plan.workers()).isEmpty();
        assertThat(plan.registry().container()).isEqualTo("swarmlab-lab-registry");
        assertThat(plan.registry().volume()).isEqualTo("swarmlab-lab-registry-data");
    }

    @Test
    void a_mirror_gives_the_lab_a_cache_with_the_image_of_the_registry() {
        LabPlan plan =
                planIn(taking("10.1.2.0/24"), "registry: {image: 'my/registry:2', mirror: 'http://10.0.0.1:5000'}");

        assertThat(plan.cache())
                .isEqualTo(new CachePlan(
                        "swarmlab-lab-cache",
                        "swarmlab-lab-cache-data",
                        "my/registry:2",
                        "10.1.2.3",
                        URI.create("http://10.0.0.1:5000"),
                        false));
        assertThat(plan.nodes()).allMatch(NodePlan::mirrored);
        assertThat(plan("workers: 1").cache()).isNull();
        assertThat(plan("workers: 1").nodes()).noneMatch(NodePlan::mirrored);
    }

    @Test
    void a_lab_of_a_class_uses_the_cache_of_the_class() {
        LabPlan plan = plan("registry: {mirror: 'http://10.0.0.1:5000'}").withRegistryOf("pupils", 5000);

        assertThat(plan.cache())
                .extracting(CachePlan::container, CachePlan::volume, CachePlan::forClass)
                .containsExactly("swarmlab-pupils-cache", "swarmlab-pupils-cache-data", true);
        assertThat(plan("").withRegistryOf("pupils", 5000).cache()).isNull();
    }

    @Test
    void nodes_are_numbered_over_all_groups_and_managers_come_first() {
        LabPlan plan = plan("managers: [{count: 2}, {count: 1}]\nworkers: [{count: 1}, {count: 2}]");

        assertThat(plan.nodes())
                .extracting(NodePlan::name)
                .containsExactly("manager", "manager02", "manager03", "worker01", "worker02", "worker03");
        assertThat(plan.nodes()).extracting(NodePlan::container).contains("swarmlab-lab-worker02");
        assertThat(plan.nodes()).extracting(NodePlan::volume).contains("swarmlab-lab-worker02-data");
        assertThat(plan.managers()).hasSize(3);
        assertThat(plan.workers()).hasSize(3);
    }

    @Test
    void managers_and_workers_have_separate_ranges_of_addresses() {
        LabPlan plan = planIn(taking("10.1.2.0/24"), "managers: 3\nworkers: 2");

        assertThat(plan.network().gateway()).isEqualTo("10.1.2.1");
        assertThat(plan.registry().address()).isEqualTo("10.1.2.2");
        assertThat(plan.nodes())
                .extracting(NodePlan::address)
                .containsExactly("10.1.2.11", "10.1.2.12", "10.1.2.13", "10.1.2.21", "10.1.2.22");
    }

    @Test
    void all_nodes_of_the_largest_lab_have_different_addresses_and_ports() {
        LabPlan plan = planIn(taking("10.1.2.0/24"), "managers: 7\nworkers: 200");

        assertThat(plan.nodes()).hasSize(207);
        assertThat(plan.nodes())
                .extracting(NodePlan::address)
                .doesNotHaveDuplicates()
                .contains("10.1.2.17", "10.1.2.220");
        assertThat(plan.nodes()).extracting(NodePlan::apiPort).doesNotHaveDuplicates();
        assertThat(plan.nodes())
                .extracting(NodePlan::name)
                .doesNotHaveDuplicates()
                .contains("worker99", "worker200");
    }

    @Test
    void the_settings_of_a_group_apply_to_its_nodes_only() {
        LabPlan plan = plan("workers: [{count: 1, labels: {zone: a}}, {count: 1, availability: drain, memory: 1g}]");

        assertThat(plan.workers()).extracting(NodePlan::labels).containsExactly(Map.of("zone", "a"), Map.of());
        assertThat(plan.workers())
                .extracting(NodePlan::availability)
                .containsExactly(Availability.ACTIVE, Availability.DRAIN);
        assertThat(plan.workers())
                .extracting(node -> node.settings().memoryBytes())
                .containsExactly(null, 1L << 30);
    }

    @Test
    void the_first_manager_gets_the_ports_and_every_manager_the_folders() {
        LabPlan plan = plan("managers: 3\nworkers: 1\nports: ['8000:80']\nvolumes: ['/tmp:/stack']");

        assertThat(plan.nodes())
                .extracting(node ->
                        node.ports().stream().map(PublishedPort::hostPort).toList())
                .containsExactly(List.of(8000), List.of(), List.of(), List.of());
        assertThat(plan.nodes()).extracting(node -> node.volumes().size()).containsExactly(1, 1, 1, 0);
    }

    @Test
    void ports_of_the_lab_file_are_not_chosen_for_daemons() {
        int first = plan("").registry().hostPort();

        LabPlan plan = plan("ports: ['%d:80']".formatted(first));

        assertThat(Stream.concat(
                        Stream.of(plan.registry().hostPort()),
                        plan.nodes().stream().map(NodePlan::apiPort)))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    /** A later lab file may have a port that swarmlab has chosen for a container before. */
    @Test
    void containers_do_not_keep_ports_that_the_lab_file_has_for_another_use() {
        PlanningInput existing = new PlanningInput(
                Set.of(), Set.of(), Set.of(), Optional.empty(), Map.of("manager", 20_001), Optional.of(20_002));

        LabPlan plan = planIn(existing, "workers: 0\nports: ['20001:80', '20002:81']");

        assertThat(plan.firstManager().apiPort()).isNotIn(20_001, 20_002);
        assertThat(plan.registry().hostPort()).isNotIn(20_001, 20_002);
    }

    @Test
    void the_registry_has_the_port_of_the_lab_file() {
        assertThat(planOf("name: lab\nregistry: {port: 5000}").registry().hostAddress())
                .isEqualTo("localhost:5000");
    }

    @Test
    void an_existing_lab_keeps_its_subnet_and_ports() {
        PlanningInput existing = new PlanningInput(
                Set.of(),
                Set.of(),
                Set.of(20_001),
                Subnet.parse("10.213.77.0/24"),
                Map.of("manager", 20_777, "worker01", 20_778),
                Optional.of(20_779));

        LabPlan plan = planIn(existing, "workers: 2");

        assertThat(plan.network().subnet().toString()).isEqualTo("10.213.77.0/24");
        assertThat(plan.registry().hostPort()).isEqualTo(20_779);
        assertThat(plan.nodes())
                .extracting(NodePlan::apiPort)
                .startsWith(20_777, 20_778)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_lab_gets_the_subnet_of_its_file() {
        LabPlan plan = plan("subnet: 172.16.8.0/22");

        assertThat(plan.network().subnet().toString()).isEqualTo("172.16.8.0/22");
        assertThat(plan.firstManager().address()).isEqualTo("172.16.8.11");
    }

    @Test
    void another_subnet_for_an_existing_lab_is_refused() {
        assertThat(planIn(taking("10.1.2.0/24"), "subnet: 10.1.2.0/24")
                        .network()
                        .subnet())
                .hasToString("10.1.2.0/24");
        assertThatThrownBy(() -> planIn(taking("10.1.2.0/24"), "subnet: 10.1.3.0/24"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("the lab lab has the subnet 10.1.2.0/24 and can't get 10.1.3.0/24")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("swarmlab down lab");
    }

    @Test
    void an_image_has_the_same_path_in_the_registry_for_the_host_and_for_the_nodes() {
        LabPlan plan = planOf("name: lab\nregistry: {port: 5001}\nimages: [docker.io/me/app:3]");

        assertThat(plan.images()).singleElement().satisfies(image -> {
            assertThat(image.pushReference(plan.registry())).isEqualTo("localhost:5001/me/app:3");
            assertThat(image.nodeReference()).isEqualTo("registry:5000/me/app:3");
        });
    }

    private static PlanningInput taking(String subnet) {
        return new PlanningInput(Set.of(), Set.of(), Set.of(), Subnet.parse(subnet), Map.of(), Optional.empty());
    }

    private static LabPlan plan(String yaml) {
        return planIn(PlanningInput.EMPTY, yaml);
    }

    private static LabPlan planIn(PlanningInput planningInput, String yaml) {
        return Planner.plan(SampleLabFile.lab(yaml), planningInput);
    }

    private static LabPlan planOf(String yaml) {
        return Planner.plan(SampleLabFile.of(yaml), PlanningInput.EMPTY);
    }
}
