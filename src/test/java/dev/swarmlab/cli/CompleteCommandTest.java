package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteCommandTest {

    private static final String OPTIONS_OF_LOGS =
            "--engine --follow --help --lab --log-format --no-color --serial --since --tail --verbose --version";

    private final FakeEngine engine = new SampleLab().beside("other").engine;

    /** The candidates without their descriptions. */
    private static String complete(CapturedConsole console, String typed) {
        List<String> words = new ArrayList<>(List.of("__complete", "--"));
        words.addAll(List.of(typed.split(" ", -1)));
        assertThat(console.run(words.toArray(String[]::new))).isZero();
        assertThat(console.err()).isEmpty();
        return String.join(
                " ", console.out().lines().map(line -> line.split("\t")[0]).toList());
    }

    /** An underscore ends the words where the last one is empty. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            do                         | docker doctor down
            trai                       | ''
            __                         | ''
            stack _                    | deploy ls rm
            stack d                    | deploy
            engine st                  | start status stop
            help sta                   | stack start status
            node p                     | partition pause promote
            node stop w                | worker01 worker02
            node drain worker01 w      | worker02
            node stop --f              | --force
            stop _                     | lab other
            start l                    | lab
            help stack _               | deploy ls rm
            completion _               | bash zsh fish
            logs --                    | OPTIONS
            logs -                     | OPTIONS
            logs --f                   | --follow
            logs -f --f                | ''
            logs worker01 --si         | --since
            logs --name                | ''
            status _                   | lab other
            status l                   | lab
            down lab _                 | other
            down -l _                  | lab other
            down --lab o               | other
            down --lab=o               | --lab=other
            stack ls _                 | lab other
            context rm _               | lab other
            exec _                     | manager worker01 worker02
            exec worker01 w            | worker02
            exec -l lab w              | worker01 worker02
            exec --lab=other _         | ''
            exec manager -- _          | ''
            docker w                   | worker01 worker02
            docker service _           | ''
            docker --lab lab w         | worker01 worker02
            logs -f w                  | worker01 worker02
            env m                      | manager
            context create w           | worker01 worker02
            ls -o _                    | table json yaml
            ls --output j              | json
            ls --output=j              | --output=json
            ls --output =              | table json yaml
            ls --output = j            | json
            ls --output = json -       | --engine --help --log-format --no-color --no-headers --quiet --serial --verbose --version
            check -o j                 | json junit
            graph -o p                 | png
            env --shell f              | fish
            up _                       | :files
            up --keep lab              | :files
            up -f _                    | :files
            graph --to _               | :files
            graph --to=l               | :files
            images _                   | load save
            images save _              | :files
            images save a.tar x.yml _  | :files
            images load _              | :files
            export _                   | lab other
            export lab _               | :files
            up --timeout _             | ''
            up --nonsense=x            | ''
            ls _                       | ''
            nonsense _                 | ''
            --log-format j             | json
            -v sta                     | stack start status
            """)
    void a_word_is_completed_according_to_the_words_before_it(String typed, String candidates) {
        String words = typed.endsWith("_") && !typed.endsWith("__") ? typed.substring(0, typed.length() - 1) : typed;

        assertThat(complete(CapturedConsole.with(engine), words))
                .isEqualTo(candidates.replace("OPTIONS", OPTIONS_OF_LOGS));
    }

    @Test
    void candidates_have_descriptions() {
        CapturedConsole console = CapturedConsole.with(engine);

        complete(console, "logs --fo");

        assertThat(console.out()).isEqualTo("--follow\tFollow the log until the node stops or you press Ctrl-C.\n");
    }

    @Test
    void nothing_typed_lists_the_commands() {
        assertThat(complete(CapturedConsole.with(engine), ""))
                .startsWith("access cards check completion context ")
                .endsWith(" up validate version")
                .doesNotContain("train", "__complete");
    }

    @ParameterizedTest
    @CsvSource({"lab, manager worker01 worker02", "other, ''"})
    void a_variable_selects_the_lab_whose_nodes_are_candidates(String lab, String nodes) {
        assertThat(complete(CapturedConsole.with(engine, Map.of("SWARMLAB_LAB", lab)), "exec "))
                .isEqualTo(nodes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///nowhere/docker.sock", "ftp://nonsense", "ssh://nobody@host.invalid"})
    void an_engine_that_does_not_answer_or_may_ask_is_no_error(String host) {
        assertThat(complete(new CapturedConsole(Map.of("DOCKER_HOST", host), ""), "exec "))
                .isEmpty();
    }

    @Test
    void an_engine_that_fails_is_no_error() {
        engine.hooks.failing("networks", () -> new EngineException(500, "out of order"));

        assertThat(complete(CapturedConsole.with(engine), "status ")).isEmpty();
        assertThat(engine.hooks.calls("close")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "completion, Missing required parameter: 'bash|zsh|fish'",
        "completion tcsh, Invalid value for argument: 'tcsh' is not one of bash\\, zsh\\, fish"
    })
    void there_is_no_script_for_another_shell(String typed, String message) {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message.replace("\\", ""));
        assertThat(console.out()).isEmpty();
    }
}
