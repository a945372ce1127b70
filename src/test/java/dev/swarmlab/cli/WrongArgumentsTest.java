package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong arguments are reported before swarmlab connects to an engine. */
class WrongArgumentsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    check --within soon | --within | swarmlab check --help
                    check --within 0s | --within | swarmlab check --help
                    check -o xml | --output | swarmlab check --help
                    check --fil x | --fil | swarmlab check --help
                    up --subnet 10.0.0.0/24 | overlay networks | swarmlab up --help
                    up --subnet 10.99.0.1/24 | --subnet | swarmlab up --help
                    drill a b c | c | swarmlab drill --help
                    drill a --within 5x | --within | swarmlab drill --help
                    test --within x labs/minimal.yml | --within | swarmlab test --help
                    drill a --timeout 5x | --timeout | swarmlab drill --help
                    drill a -o xml | --output | swarmlab drill --help
                    test | FILE | swarmlab test --help
                    test -o xml x.yml | --output | swarmlab test --help
                    graph -o gif | --format | swarmlab graph --help
                    graph a b | b | swarmlab graph --help
                    graph --to | --to | swarmlab graph --help
                    dashboard --port x | --port | swarmlab dashboard --help
                    dashboard -o xml | --output | swarmlab dashboard --help
                    ls -o xml | --output | swarmlab ls --help
                    stack | deploy, ls, rm | swarmlab stack --help
                    engine | start, | swarmlab engine --help
                    context | Missing required subcommand: | swarmlab context --help
                    snapshot | Missing required subcommand: ls, restore, rm, save | swarmlab snapshot --help
                    stack deploy | NAME | swarmlab stack deploy --help
                    stack deploy echo | FILE | swarmlab stack deploy --help
                    stack rm | NAME | swarmlab stack rm --help
                    stack ls -o xml | --output | swarmlab stack ls --help
                    stack lst | lst | swarmlab stack --help
                    node | activate, add, delay | swarmlab node --help
                    node stop | NODE | swarmlab node stop --help
                    node start --force worker01 | --force | swarmlab node start --help
                    stop --timeout soon | --timeout | swarmlab stop --help
                    start -o xml | --output | swarmlab start --help
                    images | Missing required subcommand: load, save | swarmlab images --help
                    images save | FILE | swarmlab images save --help
                    images save images.tar | LABFILE | swarmlab images save --help
                    images save images.tar x.yml --timeout soon | --timeout | swarmlab images save --help
                    images load | FILE | swarmlab images load --help
                    images load -o xml images.tar | --output | swarmlab images load --help
                    reset --timeout soon | --timeout | swarmlab reset --help
                    """)
    void are_reported_with_the_command_that_shows_the_help(String typed, String named, String help) {
        CapturedConsole console = new CapturedConsole();

        int exitCode = console.run(typed.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).startsWith("swarmlab: ").contains(named).contains("Try: " + help);
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"test nowhere.yml", "stack deploy echo nowhere.yml", "up nowhere.yml"})
    void a_file_that_does_not_exist_is_reported(String typed) {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("nowhere.yml: no such file");
    }

    @Test
    void an_unknown_extension_of_a_diagram_is_refused_with_advice() {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run("graph", "--to", "lab.jpg")).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("lab.jpg").contains("-o png");
    }

    @Test
    void a_png_is_not_written_to_a_terminal() {
        CapturedConsole console = new CapturedConsole();
        System.setProperty("swarmlab.interactive", "true");
        try {
            assertThat(console.run("graph", "-o", "png")).isEqualTo(ExitCode.WRONG_INPUT.number());
        } finally {
            System.clearProperty("swarmlab.interactive");
        }
        assertThat(console.err()).contains("--to lab.png").contains("> lab.png");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void one_invalid_lab_file_prevents_the_test_of_all_labs() {
        CapturedConsole console = new CapturedConsole(Map.of(), "name: lab\nworker: 1");

        assertThat(console.run("test", "labs/quickstart.yml", "-")).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("standard input:2:1: unknown key `worker`");
    }

    @Test
    void an_invalid_patience_is_refused_by_every_command() {
        CapturedConsole console = new CapturedConsole(Map.of("SWARMLAB_PATIENCE", "long"), "");

        assertThat(console.run("ls")).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err())
                .isEqualTo("swarmlab: SWARMLAB_PATIENCE can't be 'long'; write a number from 0.1 to 100," + " as in 3"
                        + System.lineSeparator());
    }
}
