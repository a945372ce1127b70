package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class DockerCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service ls -q                          |          | service ls -q                 |",
                "ps                                     |          | ps                            |",
                "run --name web -it alpine sh           |          | run --name web -it alpine sh  |",
                "ps --help                              |          | ps --help                     |",
                "--lab lab --serial ps --lab x          |          | ps --lab x                    | lab",
                "-- node ls                             |          | node ls                       |",
                "-- --version                           |          | --version                     |",
                "worker01 -- ps -q                      | worker01 | ps -q                         |",
                "worker01 -l lab -- ps -l x             | worker01 | ps -l x                       | lab",
                "--lab lab worker01 -- ps               | worker01 | ps                            | lab",
                "--lab=lab -- exec web -- ls            |          | exec web -- ls                | lab",
                "worker01 -- exec web -- ls -l          | worker01 | exec web -- ls -l             |",
                "worker01 --                            | worker01 | ''                            |",
            })
    void distributes_arguments_between_swarmlab_and_docker(String typed, String node, String forDocker, String lab) {
        DockerCommand command = new DockerCommand(new CapturedConsole().console());

        ParseResult result = new CommandLine(command).parseArgs(typed.split(" ", -1));

        assertThat(command.node()).isEqualTo(node);
        assertThat(command.arguments()).isEqualTo(forDocker.isEmpty() ? List.of() : List.of(forDocker.split(" ", -1)));
        assertThat(result.<String>matchedOptionValue("--lab", null)).isEqualTo(lab);
    }

    @Test
    void two_words_before_the_delimiter_are_refused() {
        DockerCommand command = new DockerCommand(new CapturedConsole().console());
        new CommandLine(command).parseArgs("exec", "web", "--", "ls");

        assertThatThrownBy(command::node)
                .hasMessage("only a node name is allowed before --, not exec web")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("To pass them to docker: swarmlab docker -- exec web ...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet ps", "worker01 --quiet -- ps"})
    void an_option_in_the_wrong_place_is_wrong_input(String typed) {
        CapturedConsole captured = new CapturedConsole();

        assertThat(captured.run(("docker " + typed).split(" ", -1))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(captured.err()).contains("--quiet").contains("swarmlab docker --help");
    }
}
