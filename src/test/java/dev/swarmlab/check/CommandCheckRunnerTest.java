package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandCheckRunnerTest {

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 'a\nb\n' | lines: 2 |
                    0 | 'a\nb' | lines: 2 |
                    0 | '' | lines: 0 |
                    0 | 'a\nb\n' | lines: 3 | `ls` on manager printed 2 lines, expected 3; output: a b
                    0 | '' | lines: 1 | `ls` on manager printed 0 lines, expected 1; no output
                    0 | 'a Leader' | contains: Leader |
                    0 | 'a leader' | contains: Leader | `ls` on manager did not print "Leader"; output: a leader
                    0 | 'x' | exit: 0 |
                    3 | 'x' | exit: 3 |
                    3 | 'oh no' | exit: 0 | `ls` on manager exited with 3, expected 0; output: oh no
                    0 | '' | exit: 3 | `ls` on manager exited with 0, expected 3; no output
                    3 | 'a' | lines: 1 | `ls` on manager exited with 3, expected 0; output: a
                    """)
    void reports_what_the_command_did_not_do(int exitCode, String output, String expected, String reason) {
        lab.engine.answering("manager env", exitCode, output);

        assertThat(SingleCheck.run(lab, "run: ls, " + expected).replace('\n', ' '))
                .isEqualTo(reason == null ? PASSES : reason);
    }

    @Test
    void the_command_runs_in_the_shell_of_its_node_with_the_labs_variables() {
        SingleCheck.run(lab, "run: 'echo $$REGISTRY', node: worker01");

        assertThat(lab.engine.hooks.calls("execute swarmlab-lab-worker01"))
                .containsExactly("execute swarmlab-lab-worker01 env REGISTRY=registry:5000 ENDPOINT_MODE=vip"
                        + " PUBLISH_MODE=ingress LAB=lab STUDENT=student INDEX=1 sh -c echo $REGISTRY");
    }

    @Test
    void shows_only_the_beginning_of_a_long_output() {
        lab.engine.answering("manager env", 1, "x".repeat(1000));

        assertThat(SingleCheck.run(lab, "run: ls"))
                .isEqualTo("`ls` on manager exited with 1, expected 0; output: " + "x".repeat(300) + "…");
    }

    @Test
    void fails_with_the_engines_error_when_the_node_does_not_run() {
        lab.engine.hooks.failing(
                "execute swarmlab-lab-worker01", () -> new EngineException(409, "container is not running"));

        assertThat(SingleCheck.run(lab, "run: ls, node: worker01")).isEqualTo("container is not running");
    }
}
