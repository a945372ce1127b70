package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Student;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabPortsTest {

    private static final LabFile LAB_FILE = SampleLabFile.lab("ports: ['8000:80', '9000:90']");

    private static Student student(int index) {
        return new Student("web", "s" + index, index, null, Map.of());
    }

    private static Map<Integer, Integer> assigned(LabPorts ports, Student student) {
        return ports.assign(student, LAB_FILE).hostPorts();
    }

    @Test
    void every_lab_has_other_ports() {
        LabPorts ports = new LabPorts(Set.of(), null);
        Set<Integer> all = new HashSet<>();

        IntStream.rangeClosed(1, 100)
                .forEach(index -> all.addAll(assigned(ports, student(index)).values()));

        assertThat(all).hasSize(200).allMatch(port -> port >= 10_000 && port < 20_000);
    }

    @Test
    void a_lab_gets_the_same_ports_again_if_they_are_free() {
        Map<Integer, Integer> first = assigned(new LabPorts(Set.of(), null), student(7));

        assertThat(assigned(new LabPorts(Set.of(1), null), student(7))).isEqualTo(first);
        assertThat(assigned(new LabPorts(new HashSet<>(first.values()), null), student(7))
                        .values())
                .doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void a_lab_that_exists_keeps_its_ports_and_no_other_gets_them() {
        Map<Integer, Integer> first = assigned(new LabPorts(Set.of(), null), student(7));
        Student existing = new Student("web", "old", 1, null, Map.of(8000, first.get(8000)));
        LabPorts ports = new LabPorts(Set.of(), null);
        ports.keep(existing);

        assertThat(assigned(ports, existing))
                .containsEntry(8000, first.get(8000))
                .containsKey(9000);
        assertThat(assigned(ports, student(7)).values()).doesNotContain(first.get(8000));
    }

    @Test
    void a_step_gives_ports_at_a_fixed_distance() {
        LabPorts ports = new LabPorts(Set.of(), 10);

        assertThat(List.of(assigned(ports, student(1)), assigned(ports, student(3))))
                .containsExactly(Map.of(8000, 8000, 9000, 9000), Map.of(8000, 8020, 9000, 9020));
    }

    @Test
    void a_step_beyond_the_last_port_is_refused() {
        assertThatThrownBy(() -> new LabPorts(Set.of(), 30_000).assign(student(3), LAB_FILE))
                .hasMessageContaining("the port 68000 of web-s3 does not exist");
    }

    @Test
    void no_free_port_is_an_error() {
        Set<Integer> all = new HashSet<>(IntStream.range(10_000, 20_000).boxed().toList());

        assertThatThrownBy(() -> new LabPorts(all, null).assign(student(1), LAB_FILE))
                .hasMessageContaining("no free port on the host");
    }
}
