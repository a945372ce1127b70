package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecificationDigestTest {

    /** A field's name, and a change of this field. */
    private record Change(String field, UnaryOperator<ContainerSpecification.Builder> change) {

        ContainerSpecification specification() {
            return change.apply(worker()).build();
        }

        @Override
        public String toString() {
            return field;
        }
    }

    private static ContainerSpecification.Builder worker() {
        return ContainerSpecification.builder()
                .name("swarmlab-lab-worker01")
                .image("my/node:1")
                .hostname("worker01")
                .arguments(List.of("--debug"))
                .environment(Map.of("B", "2", "A", "1"))
                .labels(Map.of("label", "value"))
                .network("swarmlab-lab")
                .address("10.213.7.21")
                .aliases(List.of("worker01"))
                .ports(List.of(new EnginePort("127.0.0.1", 20001, 2376, "tcp")))
                .mounts(List.of(ContainerMount.volume("swarmlab-lab-worker01-data", "/var/lib/docker")))
                .temporaryFolders(List.of("/run"))
                .memoryBytes(1L << 30)
                .processors(1.5);
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change("name", worker -> worker.name("swarmlab-lab-worker02")),
                new Change("image", worker -> worker.image("my/node:2")),
                new Change("hostname", worker -> worker.hostname("worker02")),
                new Change("privileged", ContainerSpecification.Builder::privileged),
                new Change("entrypoint", worker -> worker.entrypoint(List.of("/init"))),
                new Change("arguments", worker -> worker.arguments(List.of("--debug", "--log-level=warn"))),
                new Change("environment", worker -> worker.environment(Map.of("B", "2", "A", "3"))),
                new Change("network", worker -> worker.network("swarmlab-other")),
                new Change("address", worker -> worker.address("10.213.7.22")),
                new Change("aliases", worker -> worker.aliases(List.of("worker01", "web"))),
                new Change("ports", worker -> worker.ports(List.of(new EnginePort("127.0.0.1", 20001, 2376, "udp")))),
                new Change(
                        "mounts", worker -> worker.mounts(List.of(ContainerMount.volume("other", "/var/lib/docker")))),
                new Change("temporaryFolders", worker -> worker.temporaryFolders(List.of("/run", "/tmp"))),
                new Change("kernelSettings", worker -> worker.kernelSettings(Map.of("net.ipv4.ip_forward", "0"))),
                new Change("memoryBytes", worker -> worker.memoryBytes(null)),
                new Change("processors", worker -> worker.processors(2.0)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_of_a_field_changes_the_digest(Change change) {
        assertThat(SpecificationDigest.of(change.specification()))
                .isNotEqualTo(SpecificationDigest.of(worker().build()));
    }

    @Test
    void the_table_of_changes_names_every_field_but_the_labels() {
        assertThat(changes().map(Change::field))
                .containsExactlyElementsOf(Stream.of(ContainerSpecification.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !name.equals("labels"))
                        .toList());
    }

    /** The labels hold the digest. */
    @Test
    void a_change_of_the_labels_does_not_change_the_digest() {
        ContainerSpecification labelled =
                worker().labels(Map.of("other", "label")).build();

        assertThat(SpecificationDigest.of(labelled)).isEqualTo(SpecificationDigest.of(worker().build()));
    }

    @Test
    void an_argument_of_the_entrypoint_is_no_argument_of_the_command() {
        ContainerSpecification moved =
                worker().entrypoint(List.of("--debug")).arguments(List.of()).build();

        assertThat(SpecificationDigest.of(moved)).isNotEqualTo(SpecificationDigest.of(worker().build()));
    }

    /** Otherwise {@code up} would fail after an update of swarmlab: it refuses to change managers. */
    @Test
    void containers_of_earlier_versions_have_the_same_digest() {
        LabPlan plan = Planner.plan(
                SampleLabFile.lab("workers: [{count: 1, memory: 1g, cpus: 1.5, args: [--debug]}]\nports: ['8000:80']"),
                PlanningInput.EMPTY);
        String network = plan.network().name();

        assertThat(NodeContainer.digest(plan.nodes().get(0), network)).isEqualTo("cd04125595f41629");
        assertThat(NodeContainer.digest(plan.nodes().get(1), network)).isEqualTo("622ce5e5b102a23d");
        assertThat(RegistryContainer.digest(plan.registry(), network)).isEqualTo("576de296a4e3beaf");
        assertThat(SpecificationDigest.of(worker().privileged().build())).isEqualTo("a2ecb6307f4e6ab2");
    }
}
