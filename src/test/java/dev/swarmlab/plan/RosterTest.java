package dev.swarmlab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.labfile.Student;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

    private static Student student(String name, int index) {
        return new Student("web", name, index, null, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "01, web-01",
        "ann, web-ann",
        "Ann Smith, web-ann-smith",
        "'Zoë  Müller-Ñ', web-zoe-muller-n",
        "' .Bob. ', web-bob",
        "o'neill, web-o-neill"
    })
    void a_lab_is_named_after_its_class_and_student(String name, String lab) {
        assertThat(Roster.labName(student(name, 1))).isEqualTo(lab);
    }

    @Test
    void students_are_numbered_by_their_place() {
        assertThat(Roster.numbered(List.of(student("ann", 1), student("bob", 2)), List.of()))
                .extracting(Student::index)
                .containsExactly(1, 2);
    }

    @Test
    void a_student_whose_lab_exists_keeps_number_and_ports_and_others_get_free_numbers() {
        Student bob = student("Bob", 1).withHostPorts(Map.of(80, 10_080));

        List<Student> numbered =
                Roster.numbered(List.of(student("ann", 1), student("bob", 2), student("eve", 3)), List.of(bob));

        assertThat(numbered).extracting(Student::index).containsExactly(2, 1, 3);
        assertThat(numbered).extracting(Student::hostPorts).containsExactly(Map.of(), Map.of(80, 10_080), Map.of());
    }
}
