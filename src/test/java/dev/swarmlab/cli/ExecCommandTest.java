package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecCommandTest {

    private final FakeEngine engine = new SampleLab().engine;
    private final CapturedConsole console = CapturedConsole.with(engine);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec worker01 -- hostname -f          | the answer to hostname -f
            exec worker01 hostname                | the answer to hostname
            exec -l lab worker01 -- ls -l --all   | the answer to ls -l --all
            exec worker01 worker01 -- hostname    | the answer to hostname
            exec worker01 -- sh -- -q             | the answer to sh -- -q
            """)
    void in_one_node_the_output_is_that_of_the_command(String typed, String output) {
        assertThat(console.run(typed.split(" +"))).isZero();
        assertThat(console.out()).isEqualTo(output + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec worker02 manager -- hostname | worker02, manager
            exec --all -- hostname            | manager, worker01, worker02
            exec --all hostname               | manager, worker01, worker02
            exec --serial --all -- hostname   | manager, worker01, worker02
            """)
    void in_several_nodes_each_line_begins_with_the_name_of_its_node(String typed, String nodes) {
        String[] names = nodes.split(", ");
        for (String node : names) {
            engine.answering("swarmlab-lab-" + node + " hostname", 0, node + "\nand more");
        }

        assertThat(console.run(typed.split(" "))).isZero();
        assertThat(console.out().lines())
                .containsExactlyInAnyOrder(Arrays.stream(names)
                        .flatMap(node -> Arrays.stream(new String[] {node, "and more"})
                                .map(line -> "%-8s | %s".formatted(node, line)))
                        .toArray(String[]::new));
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "0, 3, 4, 3", "0, 0, 4, 4", "2, 0, 4, 2"})
    void the_exit_code_is_that_of_the_first_node_in_which_it_fails(int manager, int first, int second, int expected) {
        engine.answering("swarmlab-lab-manager x", manager, "")
                .answering("swarmlab-lab-worker01 x", first, "")
                .answering("swarmlab-lab-worker02 x", second, "");

        assertThat(console.run("exec", "--all", "--", "x")).isEqualTo(expected);
        assertThat(engine.hooks.calls("execute")).hasSize(3);
    }

    @Test
    void a_node_that_does_not_run_does_not_keep_the_command_from_the_others() {
        engine.stop("swarmlab-lab-worker01", 0);

        assertThat(console.run("exec", "--all", "--", "hostname")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err()).isEqualTo("worker01 | the node does not run: its container is exited\n");
        assertThat(console.out().lines()).hasSize(2);
    }

    @Test
    void an_engine_that_refuses_is_named_with_the_node() {
        engine.hooks.failing("execute swarmlab-lab-worker01", () -> new EngineException(500, "out of memory"));

        assertThat(console.run("exec", "--all", "--", "hostname")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err()).isEqualTo("worker01 | out of memory\n");
        assertThat(console.out().lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec                              | 2 | Missing required parameter: 'NODE'
            exec -- hostname                  | 2 | Missing required parameter: 'NODE'
            exec manager                      | 2 | Missing required parameter: 'COMMAND'
            exec manager --                   | 2 | Missing required parameter: 'COMMAND'
            exec --all                        | 2 | Missing required parameter: 'COMMAND'
            exec --all worker01 -- hostname   | 2 | exec takes names of nodes or --all, not both
            exec manager worker03 -- hostname | 1 | the lab lab has no node named worker03
            exec manager --quiet -- hostname  | 2 | Unknown option: '--quiet'
            """)
    void wrong_arguments_are_reported_before_any_command_runs(String typed, int exitCode, String message) {
        assertThat(console.run(typed.split(" +"))).isEqualTo(exitCode);
        assertThat(console.err()).contains(message);
        assertThat(engine.hooks.calls("execute")).isEmpty();
    }
}
