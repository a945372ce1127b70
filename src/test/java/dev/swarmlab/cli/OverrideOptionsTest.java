package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --name} and {@code --set}: one lab file for several labs. */
class OverrideOptionsTest {

    private static final String LAB = """
            name: shop
            node: {image: 'my/node:1'}
            registry: {image: 'my/registry:1'}
            workers: 1
            checks: [{name: 'a check of ${LAB}', run: check}]
            scenarios: [{name: 'a scenario of ${LAB}', actions: [{run: act}]}]
            """;

    private final FakeEngine engine =
            new FakeEngine().withImage("my/node:1", Map.of()).withImage("my/registry:1", Map.of());

    private Path file;

    @BeforeEach
    void write_the_lab_file(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("shop.yml"), LAB);
    }

    /** Runs a command line in which FILE is the lab file and blanks separate arguments. */
    private CapturedConsole run(String typed) {
        return run(Map.of(), typed);
    }

    private CapturedConsole run(Map<String, String> environment, String typed) {
        CapturedConsole console = CapturedConsole.with(engine, environment);
        int exitCode = console.run(typed.replace("FILE", file.toString()).split(" "));
        assertThat(exitCode).as(console.err()).isZero();
        return console;
    }

    private CapturedConsole fail(String typed) {
        CapturedConsole console = CapturedConsole.with(engine);
        int exitCode = console.run(typed.replace("FILE", file.toString()).split(" "));
        assertThat(exitCode).as(console.err()).isEqualTo(ExitCode.WRONG_INPUT.number());
        return console;
    }

    private Map<String, String> labels(String lab) {
        List<EngineVolume> files = engine.volumes().stream()
                .filter(volume -> volume.name().startsWith("swarmlab-" + lab + "-file-"))
                .toList();
        assertThat(files).hasSize(1);
        return files.get(0).labels();
    }

    @Test
    void up_creates_a_lab_with_another_name_and_other_values() {
        CapturedConsole console = run("up FILE --name ann --set workers=2 --set node.memory=1g");

        assertThat(console.out()).contains("worker02");
        assertThat(engine.things())
                .contains("container swarmlab-ann-worker02", "network swarmlab-ann")
                .noneMatch(thing -> thing.contains("swarmlab-shop"));
        assertThat(engine.specification("swarmlab-ann-worker02").memoryBytes()).isEqualTo(1L << 30);
        assertThat(labels("ann"))
                .containsEntry(Labels.LAB, "ann")
                .containsEntry(Labels.LAB_FILE_TEXT, LAB)
                .containsEntry("dev.swarmlab.name", "ann")
                .containsEntry("dev.swarmlab.set.1", "workers=2")
                .containsEntry("dev.swarmlab.set.2", "node.memory=1g");
    }

    @Test
    void labs_of_one_file_are_independent() {
        run("up FILE --name ann");
        List<String> before = engine.things();

        run("up FILE");
        assertThat(engine.things()).containsAll(before).contains("container swarmlab-shop-worker01");

        run("down shop");
        assertThat(engine.things()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "check ann, check of ann",
        "check ann -f FILE, check of ann",
        "check --name ann, check of ann",
        "drill ann, check of ann"
    })
    void check_and_drill_read_the_file_again_with_the_recorded_values(String typed, String found) throws IOException {
        run("up FILE --name ann");

        assertThat(run(typed).out()).contains("a " + found);

        Files.writeString(file, LAB.replace("a check", "another check"));
        assertThat(run(typed).out()).contains("another " + found);
    }

    @Test
    void check_applies_the_recorded_values_to_the_kept_text() throws IOException {
        CapturedConsole up = CapturedConsole.with(engine);
        String checks = "checks=[{name: 'only ${LAB}', run: check}]";
        assertThat(up.run("up", file.toString(), "--name", "ann", "--set", checks))
                .as(up.err())
                .isZero();
        Files.delete(file);

        assertThat(run("check ann").out()).contains("only ann").doesNotContain("a check of");
    }

    @Test
    void a_second_up_without_settings_changes_the_lab_back_to_its_file() {
        run("up FILE --name ann --set workers=2");

        run("up FILE --name ann");

        assertThat(engine.things()).doesNotContain("container swarmlab-ann-worker02");
        assertThat(labels("ann"))
                .containsEntry("dev.swarmlab.name", "ann")
                .containsEntry(Labels.REVISION, "2")
                .doesNotContainKey("dev.swarmlab.set.1");
    }

    @Test
    void a_second_up_with_the_same_values_changes_nothing() {
        run("up FILE --name ann --set workers=2");
        List<String> before = engine.things();

        run("up FILE --name ann --set workers=2");

        assertThat(engine.things()).isEqualTo(before);
    }

    @Test
    void a_dry_run_shows_the_values_and_creates_nothing() {
        assertThat(run("up FILE --dry-run --name ann --set workers=3").out()).contains("worker03");
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void test_creates_a_lab_beside_the_one_of_the_file() {
        run("up FILE");
        List<String> before = engine.things();

        assertThat(run("test FILE --name trial --set workers=0").out()).contains("trial");

        assertThat(engine.things()).isEqualTo(before);
    }

    @Test
    void validate_counts_the_values_of_the_command_line() {
        assertThat(run("validate FILE --set workers=7").out())
                .isEqualTo(file + ": valid: 1 manager, 7 workers, 0 images\n");
    }

    @Test
    void doctor_examines_the_values_of_the_command_line() {
        CapturedConsole console = CapturedConsole.with(engine);

        console.run("doctor", file.toString(), "--set", "node.memory=9000g");

        assertThat(console.out()).contains("add up to 18000.0 GiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate FILE", "up FILE", "up FILE --dry-run", "doctor FILE", "test FILE"})
    void every_command_reports_all_wrong_options_at_once(String command) {
        CapturedConsole console = fail(command + " --name Ann --set workers=abc --set worker=2 --set workers");

        assertThat(console.err())
                .contains("--name Ann: `name` can't be \"Ann\"\n  use lower-case letters")
                .contains("--set workers=abc: `workers` must be a whole number, \"abc\" is a string\n  write ")
                .contains("--set worker=2: unknown key `worker`\n  did you mean `workers`?")
                .contains("--set workers: there is no `=` between the key and its value\n  write KEY=VALUE")
                .doesNotContain("shop.yml:");
        assertThat(engine.things()).isEmpty();
    }

    /** The examples of the help texts and of docs/lab-file.md. */
    @ParameterizedTest
    @ValueSource(strings = {"up", "validate", "doctor", "test", "docs/lab-file.md"})
    void the_examples_are_valid(String source) throws IOException {
        CapturedConsole help = new CapturedConsole();
        help.run(source, "--help");
        String text = source.endsWith(".md") ? Files.readString(Path.of(source)) : help.out();

        List<String> examples = text.lines()
                .map(String::strip)
                .filter(line -> line.matches("swarmlab (up|validate|doctor|test) labs/.*--(name|set) .*"))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            run(example.replaceFirst("swarmlab \\w+", "validate").replace("'", ""));
        }
    }

    @Test
    void validate_names_the_option_of_a_problem_in_json_too() throws IOException {
        CapturedConsole console = fail("validate FILE -o json --set workers=abc");

        assertThat(new ObjectMapper().readTree(console.out()).findValuesAsText("source"))
                .containsExactly("--set workers=abc");
    }

    /** The file may have changed since. */
    @Test
    void recorded_values_that_do_not_fit_the_file_are_explained() throws IOException {
        run("up FILE --name ann --set node.memory=1g");
        Files.writeString(file, "name: shop\nnode: [a]\n");

        CapturedConsole console = fail("check ann");

        assertThat(console.err())
                .contains("shop.yml with --name ann --set node.memory=1g is not a valid lab file")
                .contains("--set node.memory=1g: `node` is not a mapping, so it has no keys")
                .contains("The options are those of the last `swarmlab up`.");
    }

    @Test
    void variables_set_both_and_the_command_line_overrides_them() {
        Map<String, String> variables = Map.of("SWARMLAB_UP_NAME", "ann", "SWARMLAB_UP_SET", "workers=3");

        assertThat(run(variables, "up FILE --dry-run -o json").out()).contains("\"ann\"", "worker03");
        assertThat(run(variables, "up FILE --dry-run -o json --name bob --set managers=1")
                        .out())
                .contains("\"bob\"")
                .doesNotContain("\"ann\"", "worker03");
    }
}
