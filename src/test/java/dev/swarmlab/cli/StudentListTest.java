package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentListTest {

    @TempDir
    private Path folder = Path.of("");

    private List<StudentList.Line> read(String text) {
        try {
            return StudentList.read(Files.writeString(folder.resolve("students.csv"), text));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void each_line_is_a_student() {
        assertThat(read("\ufeffName, Email\r\n\nAnn Smith , ann@example.com\n# on leave\nBob\n  eve,\n"))
                .extracting(StudentList.Line::name, StudentList.Line::email)
                .containsExactly(tuple("Ann Smith", "ann@example.com"), tuple("Bob", null), tuple("eve", null));
    }

    @Test
    void the_problems_of_all_lines_are_reported_at_once() {
        List<StudentList.Line> lines = read("Ann\n北京\nbob,no address\nann,\n");
        String file = folder.resolve("students.csv").toString();

        assertThatThrownBy(() -> StudentList.validate(lines))
                .hasMessageContaining(file + ":2: \"北京\" can't be a part of a lab's name")
                .hasMessageContaining(file + ":3: \"no address\" is no email address")
                .hasMessageContaining(file + ":4: \"ann\" gives the same lab as \"Ann\" (" + file + ":1)");
    }

    @Test
    void a_file_without_students_is_an_error() {
        assertThatThrownBy(() -> read("# nobody\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("names no student");
    }

    @Test
    void a_missing_file_is_an_error() {
        assertThatThrownBy(() -> StudentList.read(folder.resolve("none.csv")))
                .hasMessageContaining("can't read the file of the students");
    }
}
