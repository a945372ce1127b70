package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCommandTest {

    /** The fake engine has one swarm. Labs with the same port are never tested at the same time. */
    private static final String LAB = """
            name: %s
            node: {image: 'my/node:1'}
            registry: {image: 'my/registry:1', port: 5000}
            checks: [{name: well, run: probe, within: 1s}]
            """;

    private final FakeEngine engine =
            new FakeEngine().withImage("my/node:1", Map.of()).withImage("my/registry:1", Map.of());

    @TempDir
    private Path folder = Path.of("");

    private String lab(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yml"), LAB.formatted(name))
                .toString();
    }

    private List<String> files(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "8"})
    void prints_the_results_in_the_order_of_the_files_and_writes_one_file_for_each(String jobs) throws IOException {
        CapturedConsole console = CapturedConsole.with(engine);
        Path results = folder.resolve("new/results");

        int exitCode =
                console.run("test", lab("c"), lab("a"), lab("b"), "--jobs", jobs, "--output-dir", results.toString());

        assertThat(exitCode).as(console.err()).isZero();
        assertThat(console.out().lines().filter(line -> line.startsWith("✓")).map(line -> line.substring(0, 3)))
                .containsExactly("✓ c", "✓ a", "✓ b");
        assertThat(files(results)).containsExactly("TEST-a.xml", "TEST-b.xml", "TEST-c.xml");
        assertThat(results.resolve("TEST-a.xml")).content().contains("<testsuite name=\"a\"", "failures=\"0\"");
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void labs_of_the_same_name_have_files_of_their_own() throws IOException {
        CapturedConsole console = CapturedConsole.with(engine);

        console.run(
                "test",
                lab("a"),
                lab("a"),
                "--jobs",
                "2",
                "--output-dir",
                folder.resolve("results").toString());

        assertThat(files(folder.resolve("results"))).containsExactly("TEST-a-2.xml", "TEST-a.xml");
    }

    @Test
    void a_failed_up_is_repeated_only_if_asked_for() throws IOException {
        engine.hooks.failing("start ", 1, () -> new EngineException(500, "no space left"));
        CapturedConsole once = CapturedConsole.with(engine);
        assertThat(once.run("test", lab("a"))).isEqualTo(ExitCode.FAILED.number());

        engine.hooks.failing("start ", 1, () -> new EngineException(500, "no space left"));
        CapturedConsole again = CapturedConsole.with(engine);

        assertThat(again.run("test", lab("a"), "--retries", "2"))
                .as(again.err())
                .isZero();
        assertThat(again.err()).contains("up failed, retry 1 of 2: ", "no space left");
    }

    @Test
    void a_lab_that_exists_is_not_tested_again() throws IOException {
        String lab = lab("a");
        CapturedConsole.with(engine).run("up", lab);
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run("test", lab, "--retries", "2")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.out() + console.err())
                .contains("a lab named a already exists")
                .doesNotContain("retry");
    }

    @Test
    void a_failed_check_is_not_repeated() throws IOException {
        engine.answering("sh -c probe", 1, "no");
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run("test", lab("a"), "--retries", "2")).isEqualTo(ExitCode.CHECK_FAILED.number());
        assertThat(engine.hooks.calls("createNetwork swarmlab-a")).hasSize(1);
    }

    @Test
    void a_job_of_github_shows_what_failed() throws IOException {
        engine.answering("sh -c probe", 1, "no");
        CapturedConsole console = CapturedConsole.with(engine, Map.of("GITHUB_ACTIONS", "true"));

        console.run("test", lab("a"));

        assertThat(console.err().lines())
                .contains("::group::swarmlab test a", "::endgroup::")
                .anySatisfy(line -> assertThat(line).startsWith("::error title=swarmlab%3A a::well: "));
    }

    @Test
    void a_job_of_gitlab_can_fold_each_lab() throws IOException {
        CapturedConsole console = CapturedConsole.with(engine, Map.of("GITLAB_CI", "true"));

        console.run("test", lab("a"));

        assertThat(console.err())
                .containsPattern("\u001b\\[0Ksection_start:\\d+:swarmlab_test_a\r\u001b\\[0Kswarmlab test a\n")
                .containsPattern("\u001b\\[0Ksection_end:\\d+:swarmlab_test_a\r\u001b\\[0K\n");
    }

    @Test
    void a_json_log_has_only_json() throws IOException {
        engine.answering("sh -c probe", 1, "no");
        CapturedConsole console = CapturedConsole.with(engine, Map.of("GITHUB_ACTIONS", "true"));

        console.run("--log-format", "json", "test", lab("a"));

        assertThat(console.err().lines()).allSatisfy(line -> assertThat(line).startsWith("{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jobs 0", "--retries -1"})
    void numbers_that_make_no_sense_are_refused(String options) throws IOException {
        CapturedConsole console = CapturedConsole.with(engine);

        String[] words = options.split(" ");
        int exitCode = console.run("test", lab("a"), words[0] + "=" + words[1]);

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(words[0] + " must be at least");
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void an_output_folder_that_is_a_file_is_refused_before_anything_is_created() throws IOException {
        CapturedConsole console = CapturedConsole.with(engine);

        int exitCode = console.run("test", lab("a"), "--output-dir", lab("b"));

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("can't create the folder");
        assertThat(engine.hooks.calls("createNetwork")).isEmpty();
    }
}
