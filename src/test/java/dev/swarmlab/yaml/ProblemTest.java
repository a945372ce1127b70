package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void the_caret_is_under_its_character_also_after_tabs() {
        assertThat(new Problem("x.yml", 2, 4, "is wrong", "write it right", "a\tbc").render())
                .isEqualTo("x.yml:2:4: is wrong\n    a\tbc\n     \t ^\n  write it right\n");
    }

    @Test
    void a_long_line_is_cut_around_the_position() {
        String line = "a".repeat(500) + "X" + "b".repeat(500);

        List<String> lines = new Problem("x.yml", 1, 501, "is wrong", "write it right", line)
                .render()
                .lines()
                .toList();

        assertThat(lines.get(1)).hasSizeLessThan(130);
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('X');
    }

    @Test
    void control_characters_of_a_line_do_not_reach_the_terminal() {
        assertThat(new Problem("x.yml", 1, 1, "is wrong", "write it right", "\u001B[2J").render())
                .doesNotContain("\u001B");
    }

    @Test
    void a_problem_of_the_whole_file_has_no_line() {
        assertThat(new Problem("x.yml", 0, 0, "no such file", "name another file", null).render())
                .isEqualTo("x.yml: no such file\n  name another file\n");
    }
}
