package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.yaml.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of a lab file that the command line overrides, and the variable with the name of the lab. */
class OverridesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("LAB", "user", "FOUR", "4", "PUPIL", "ann");

    @TempDir
    private Path folder = Path.of("");

    private ReadResult read(String yaml, @Nullable String name, String... settings) {
        return new LabFileReader(ENVIRONMENT, folder)
                .read(
                        new LabFileSource.StandardInput(
                                new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))),
                        new Overrides(name, List.of(settings)));
    }

    private LabFile valid(String yaml, @Nullable String name, String... settings) {
        ReadResult result = read(yaml, name, settings);
        assertThat(result).isInstanceOf(ReadResult.Valid.class);
        return ((ReadResult.Valid) result).labFile();
    }

    private List<Problem> problems(String yaml, @Nullable String name, String... settings) {
        ReadResult result = read(yaml, name, settings);
        assertThat(result).isInstanceOf(ReadResult.Invalid.class);
        return ((ReadResult.Invalid) result).problems();
    }

    /** Lines after the name, settings separated by blanks, and the lines that mean the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            workers: 1                              | workers=3                       | workers: 3
            managers: 1                             | workers=3                       | workers: 3
            registry: {image: my/r}                 | registry.port=5001              | registry: {image: my/r, port: 5001}
            registry: {port: 5000}                  | registry.port=5001              | registry: {port: 5001}
            managers: 1                             | registry.port=5001              | registry: {port: 5001}
            managers: 1                             | registry.port=5001 registry.image=a | registry: {port: 5001, image: a}
            registry: {port: 5000, image: my/r}     | registry={port: 5001}           | registry: {port: 5001}
            ports: ["8000:80"]                      | ports=["8001:80","8002:81"]     | ports: ["8001:80", "8002:81"]
            ports: ["8000:80"]                      | ports=[]                        | ports: []
            subnet: 10.98.0.0/24                    | subnet=10.99.0.0/24             | subnet: 10.99.0.0/24
            workers: [{count: 9}]                   | workers=[{count: 1}]            | workers: [{count: 1}]
            workers: 1                              | workers=3 workers=4             | workers: 4
            workers: 1                              | workers.count=3 workers=4       | workers: 4
            managers: 1                             | node={memory: 1g} node.cpus=2   | node: {memory: 1g, cpus: 2}
            managers: 1                             | node.cpus=2 node={memory: 1g}   | node: {memory: 1g}
            workers: ${UNSET}                       | workers=3                       | workers: 3
            node: {memory: "${UNSET}", cpus: 1}     | node.memory=1g                  | node: {memory: 1g, cpus: 1}
            node: {<<: {memory: 1g}, cpus: 1}       | node.memory=2g                  | node: {memory: 2g, cpus: 1}
            node: {<<: {memory: 1g}, cpus: 1}       | node.image=a                    | node: {memory: 1g, cpus: 1, image: a}
            workers: 1                              | workers=${FOUR}                 | workers: 4
            workers: 2                              | images=["my/${LAB}"]            | images: [my/lab]
            """)
    void mean_the_same_as_the_values_in_the_file(String lines, String settings, String same) {
        assertThat(valid("name: lab\n" + lines, null, settings.split(" (?=[a-z.]+=)")))
                .isEqualTo(valid("name: lab\n" + same, null));
    }

    @Test
    void change_an_anchor_only_where_the_key_is() {
        LabFile lab =
                valid("name: lab\nnode: &n {memory: 1g}\nworkers: [{<<: *n}]", null, "node.memory=2g", "managers=1");

        assertThat(lab).isEqualTo(valid("name: lab\nnode: {memory: 2g}\nworkers: [{memory: 1g}]", null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "name: shop, ann, -, ann",
                "name: shop, -, name=ann, ann",
                "name: shop, ann, name=bob, ann",
                "workers: 1, ann, -, ann",
                "name: ${UNSET}, ann, -, ann",
                "name: ${PUPIL}-lab, -, -, ann-lab",
                "name: 5, '5', -, 5"
            })
    void give_the_lab_another_name(String yaml, @Nullable String name, @Nullable String setting, String expected) {
        assertThat(valid(yaml, name, setting == null ? new String[0] : new String[] {setting})
                        .name())
                .isEqualTo(expected);
    }

    /** The image of each lab file, with the variable LAB of the user set to another value. */
    static Stream<Arguments> namesOfLabs() {
        return Stream.of(
                arguments("name: shop\nimages: ['my/${LAB}']", null, "my/shop"),
                arguments("name: shop\nimages: [my/$LAB]", null, "my/shop"),
                arguments("name: shop\nimages: ['my/${LAB:-default}']", null, "my/shop"),
                arguments("name: shop\nimages: ['my/${LAB}']", "ann", "my/ann"),
                arguments("images: ['my/${LAB}']\nname: shop", null, "my/shop"),
                arguments("images: ['my/${LAB}']\nname: ${PUPIL}", null, "my/ann"),
                arguments("<<: {name: shop}\nimages: ['my/${LAB}']", null, "my/shop"),
                arguments("images: ['my/${LAB}']", "ann", "my/ann"));
    }

    @ParameterizedTest
    @MethodSource("namesOfLabs")
    void the_variable_lab_is_the_name_of_the_lab(String yaml, @Nullable String name, String image) {
        assertThat(valid(yaml, name).images()).singleElement().satisfies(only -> assertThat(only.image())
                .isEqualTo(image));
    }

    /** The file, a name, a setting, and the position, a part of the message and a part of the advice of one problem. */
    static Stream<Arguments> mistakes() {
        String file = "name: lab\nworkers: 1\nregistry: {port: 5000}\nports: ['8000:80']";
        return Stream.of(
                arguments(file, null, "workers=abc", "--set workers=abc", "`workers` must be a whole number", "0 to"),
                arguments(file, null, "managers=2", "--set managers=2", "must be an odd number, 2 is even", "1, 3, 5"),
                arguments(file, null, "worker=1", "--set worker=1", "unknown key `worker`", "did you mean `workers`?"),
                arguments(file, null, "registry.prot=1", "--set registry.prot=1", "unknown key `prot`", "`port`?"),
                arguments(file, null, "node.x.y=1", "--set node.x.y=1", "unknown key `x`", "allowed here: image"),
                arguments(
                        file,
                        null,
                        "workers.count=2",
                        "--set workers.count=2",
                        "`workers` is not a mapping, so it has no keys",
                        "override the whole value of `workers`"),
                arguments(file, null, "ports.0=1", "--set ports.0=1", "`ports` is not a mapping", "value of `ports`"),
                arguments(
                        file,
                        null,
                        "registry.port.x=1",
                        "--set registry.port.x=1",
                        "`registry.port` is not a mapping",
                        "value of `registry.port`"),
                arguments(
                        "name: lab\nnode: {<<: {memory: 1g}}",
                        null,
                        "node.build.context=.",
                        "--set node.build.context=.",
                        "`node.build` may come from a merge (`<<`), so its keys can't be overridden",
                        "override the whole value of `node.build`"),
                arguments(file, null, "workers", "--set workers", "there is no `=`", "write KEY=VALUE"),
                arguments(file, null, "workers=", "--set workers=", "there is no value", "--set workers=2"),
                arguments(file, null, "workers=null", "--set workers=null", "there is no value", "--set workers=2"),
                arguments(file, null, "workers=# 2", "--set workers=# 2", "there is no value", "--set workers=2"),
                arguments(file, null, "=2", "--set =2", "\"\" is not a key", "--set registry.port=5001"),
                arguments(file, null, "a..b=2", "--set a..b=2", "\"a..b\" is not a key", "--set registry.port=5001"),
                arguments(
                        file,
                        null,
                        "a.".repeat(20) + "a=2",
                        "--set " + "a.".repeat(20) + "a=2",
                        "is not a key",
                        "--set registry.port=5001"),
                arguments(file, null, "ports=[\"80", "--set ports=[\"80", "invalid YAML", "in single quotes"),
                arguments(
                        file,
                        null,
                        "node={cpus: 1, cpus: 2}",
                        "--set node={cpus: 1, cpus: 2}",
                        "duplicate key `cpus`, first used in --set node={cpus: 1, cpus: 2}",
                        "remove one of the two"),
                arguments(file, null, "workers=!!int 2", "--set workers=!!int 2", "is not supported", "remove the tag"),
                arguments(file, null, "workers=${NO}", "--set workers=${NO}", "`NO` is not set", "set it"),
                arguments(
                        file,
                        null,
                        "registry.port=8000",
                        "standard input:4:9",
                        "host port 8000 is already used in --set registry.port=8000",
                        ""),
                arguments(
                        file,
                        null,
                        "ports=['5000:80']",
                        "--set ports=['5000:80']",
                        "host port 5000 is already used on line 3",
                        ""),
                arguments(file, "Ann", "workers=1", "--name Ann", "`name` can't be \"Ann\"", "lower-case letters"),
                arguments(file, "", "workers=1", "--name ", "`name` can't be \"\"", "lower-case letters"),
                arguments(file, "${LAB}", "workers=1", "--name ${LAB}", "can't be \"${LAB}\"", "lower-case letters"),
                arguments(file, null, "name=Ann", "--set name=Ann", "`name` can't be \"Ann\"", "lower-case letters"),
                arguments(
                        file,
                        null,
                        "name=a-${LAB}",
                        "--set name=a-${LAB}",
                        "`${LAB}` is the value of `name`, so `name` can't contain it",
                        "without ${LAB}"),
                arguments("workers: 1", null, "managers=1", "standard input:1:1", "has no `name`", "name: my-lab"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_one_problem_with_the_option_as_its_position(
            String yaml, @Nullable String name, String setting, String position, String message, String advice) {
        assertThat(problems(yaml, name, setting)).singleElement().satisfies(problem -> {
            assertThat(problem.file() + (problem.line() == 0 ? "" : ":" + problem.line() + ":" + problem.column()))
                    .isEqualTo(position);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).contains(advice);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: ${LAB}                            | 1:7  | `${LAB}` is the value of `name`, so `name` can't contain it
            name: a-$LAB                            | 1:7  | `${LAB}` is the value of `name`, so `name` can't contain it
            name: ${LAB:-lab}                       | 1:7  | `${LAB}` is the value of `name`, so `name` can't contain it
            {name: "${UNSET}", images: ["a/${LAB}"]} | 1:8 | the variable `UNSET` is not set
            {name: [a], images: ["a/${LAB}"]}       | 1:8  | `name` must be a string
            {name: , images: ["a/${LAB}"]}          | 1:7  | `name` has no value
            {images: ["a/${LAB}"]}                  | 1:1  | the lab file has no `name`
            """)
    void a_name_that_can_not_be_read_is_one_problem(String yaml, String position, String message) {
        assertThat(problems(yaml, null)).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(position);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void all_problems_are_reported_at_once_and_those_of_the_file_keep_their_positions() {
        List<Problem> problems = problems(
                "name: lab\nworkers: 1\nport: 80\nmanagers: 2", "Ann", "workers=x", "registry.port=no", "wrong");

        assertThat(problems)
                .extracting(problem -> problem.render().lines().findFirst().orElseThrow())
                .containsExactly(
                        "standard input:3:1: unknown key `port`",
                        "standard input:4:11: `managers` must be an odd number, 2 is even",
                        "--name Ann: `name` can't be \"Ann\"",
                        "--set registry.port=no: `port` must be a whole number, \"no\" is a string",
                        "--set workers=x: `workers` must be a whole number, \"x\" is a string",
                        "--set wrong: there is no `=` between the key and its value");
    }

    @Test
    void a_long_option_is_cut_and_can_not_control_the_terminal() {
        assertThat(problems("name: lab", null, "ports=" + "x".repeat(100)))
                .extracting(Problem::file)
                .containsExactly("--set ports=" + "x".repeat(48) + "…");
        assertThat(problems("name: lab", null, "a\u001Bb\nc"))
                .extracting(Problem::file)
                .containsExactly("--set a\uFFFDb\uFFFDc");
    }

    @Test
    void a_file_that_can_not_be_read_is_reported_with_the_options() {
        assertThat(problems("name: [", null, "workers"))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("invalid YAML"))
                .anyMatch(message -> message.contains("there is no `=`"));
    }

    @Test
    void the_failure_names_the_options() {
        LabFileSource source = new LabFileSource.Kept("lab.yml", "name: lab");

        assertThatThrownBy(() -> new LabFileReader(ENVIRONMENT, folder)
                        .readOrFail(source, new Overrides("ann", List.of("workers=x"))))
                .hasMessageStartingWith("lab.yml with --name ann --set workers=x is not a valid lab file\n"
                        + "--set workers=x: `workers` must be");
    }
}
