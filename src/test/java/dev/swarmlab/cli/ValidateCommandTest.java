package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.labfile.reader.InvalidLabFile;
import dev.swarmlab.labfile.reader.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {

    @ParameterizedTest
    @MethodSource("dev.swarmlab.labfile.reader.InvalidLabFile#all")
    void names_the_position_and_says_what_to_write(InvalidLabFile invalid, @TempDir Path folder) throws IOException {
        SampleFiles.in(folder);
        Path file = Files.writeString(folder.resolve("lab.yml"), invalid.yaml());
        CapturedConsole console = new CapturedConsole(InvalidLabFile.ENVIRONMENT, "");

        int exitCode = console.run("validate", file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains(file + ":" + invalid.position() + ": ", invalid.message(), invalid.advice())
                .doesNotContain("Exception", "\tat ", "\u001B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json"})
    void a_job_of_github_shows_the_mistake_in_the_file(String format, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab\nmanagers: 2\n");
        Map<String, String> environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", folder.toString());
        CapturedConsole console = new CapturedConsole(environment, "");

        console.run("validate", "-o", format, file.toString());

        assertThat(console.err().lines())
                .filteredOn(line -> line.startsWith("::"))
                .singleElement()
                .asString()
                .startsWith(
                        "::error file=lab.yml,line=2,col=11,title=swarmlab::`managers` must be an odd number, 2 is even%0A");
    }

    @Test
    void a_failed_up_in_a_job_of_github_shows_every_mistake_in_the_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab\nmanagers: 2\nworkers: -1\n");
        CapturedConsole console = new CapturedConsole(Map.of("GITHUB_ACTIONS", "true"), "");

        console.run("up", file.toString());

        assertThat(console.err().lines().filter(line -> line.startsWith("::error")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("lab.yml,line="));
    }

    /** Files that can't be read as text: the name, a part of the message, a part of the advice. */
    static Stream<Arguments> files() {
        return Stream.of(
                arguments("folder", ": is a folder", "name a file in it"),
                arguments("missing.yml", ": no such file", "name another file"),
                arguments("labb.yml", ": no such file", "did you mean lab.yml?"),
                arguments("nowhere/lab.yml", ": no such file", "does not exist"),
                arguments("file.txt", ":1:1: the file is empty", "name: my-lab"),
                arguments("/dev/null", ":1:1: the file is empty", "name: my-lab"),
                arguments("/dev/zero", ": is larger than 1 MiB", "right file"),
                arguments("latin1.yml", ":2:9: this is not UTF-8: unexpected byte 0xe9", "save the file as UTF-8"),
                arguments("utf16.yml", ":1:1: this is not UTF-8: unexpected byte 0xff", "save the file as UTF-8"),
                arguments("cut.yml", ":1:7: this is not UTF-8", "save the file as UTF-8"),
                arguments("large.yml", ": is larger than 1 MiB", "right file"),
                arguments("a\0b", ": is not a valid file name", "another file name"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void says_what_is_wrong_with_the_file(String name, String message, String advice, @TempDir Path folder)
            throws IOException {
        SampleFiles.in(folder);
        Files.writeString(folder.resolve("lab.yml"), "name: lab");
        Files.write(
                folder.resolve("latin1.yml"),
                new byte[] {'a', ':', '\n', '#', ' ', 'c', 'a', 'f', ' ', ' ', ' ', (byte) 0xE9, '\n'});
        Files.write(folder.resolve("utf16.yml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'n', 0});
        Files.write(folder.resolve("cut.yml"), new byte[] {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xC3});
        Files.writeString(folder.resolve("large.yml"), "# " + "x".repeat(1 << 20));
        CapturedConsole console = new CapturedConsole();
        String file = name.startsWith("/") ? name : folder + "/" + name;

        int exitCode = console.run("validate", file);

        assertThat(exitCode).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).startsWith(file + message).contains(advice).doesNotContain("Exception");
    }

    @Test
    void shows_every_problem_by_its_place_with_its_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab\nmanagers: 2\nworker: 3\nports: [80]\n");
        CapturedConsole console = new CapturedConsole();

        console.run("validate", file.toString());

        assertThat(console.err()).isEqualTo("""
            FILE:2:11: `managers` must be an odd number, 2 is even
                managers: 2
                          ^
              write 1, 3, 5 or 7: a swarm of n managers survives the loss of (n-1)/2
            FILE:3:1: unknown key `worker`
                worker: 3
                ^
              did you mean `workers`? allowed here: name, node, managers, workers, registry, subnet, ports, \
            volumes, images, networks, stacks, checks, scenarios
            FILE:4:9: an entry of `ports` can't be "80"
                ports: [80]
                        ^
              write the host port too, as in "8000:80"
            """.replace("FILE", file.toString()));
    }

    @Test
    void summarises_valid_files_and_fails_for_invalid_ones(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yml"), "name: lab\nworkers: 3\nimages: [alpine]");
        Path bad = Files.writeString(folder.resolve("bad.yml"), "name: lab\nworkers: x");
        CapturedConsole console = new CapturedConsole();

        int exitCode = console.run("validate", bad.toString(), good.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(console.out()).isEqualTo(good + ": valid: 1 manager, 3 workers, 1 image\n");
        assertThat(console.err()).startsWith(bad + ":2:10: ");
    }

    @Test
    void a_dash_reads_standard_input() {
        CapturedConsole console = new CapturedConsole(InvalidLabFile.ENVIRONMENT, "name: lab\nworkers: ${SIX}");

        assertThat(console.run("validate", "-")).isZero();
        assertThat(console.out()).isEqualTo("standard input: valid: 1 manager, 6 workers, 0 images\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void empty_checks_and_stacks_are_valid() {
        assertThat(new CapturedConsole(InvalidLabFile.ENVIRONMENT, "name: lab\nchecks: []\nstacks: {}")
                        .run("validate", "-"))
                .isZero();
    }

    @Test
    void no_file_is_a_wrong_command_line() {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run("validate")).isEqualTo(2);
        assertThat(console.err()).contains("FILE", "swarmlab validate --help");
    }
}
