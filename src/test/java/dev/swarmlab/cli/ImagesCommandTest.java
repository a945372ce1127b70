package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.copy.Tar;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesCommandTest {

    private static final String FIRST = """
            name: first
            node: {image: 'dind:1'}
            registry: {image: 'registry-of-mine:1', mirror: 'https://registry-1.docker.io'}
            images: ['app:1', 'shared:1']
            """;

    private static final String SECOND = """
            name: second
            node: {image: 'dind:1'}
            registry: {image: 'registry-of-mine:1'}
            workers: [{count: 1, image: 'dind:2'}]
            images: ['shared:1']
            """;

    private final FakeEngine engine = new FakeEngine();
    private final CapturedConsole console = CapturedConsole.with(engine);
    private Path here = Path.of("");

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        here = folder.toRealPath();
        Files.writeString(here.resolve("first.yml"), FIRST);
        Files.writeString(here.resolve("second.yml"), SECOND);
        engine.withImage("dind:1", Map.of());
    }

    private int run(String typed) {
        return console.run(typed.replace("HERE", here.toString()).split(" "));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(here)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> names(byte[] archive) {
        return Arrays.asList(Tar.list(archive)
                .getOrDefault("manifest.json", "")
                .replaceFirst("^\\S+ \\S+ ", "")
                .split("\n"));
    }

    @Test
    void each_image_of_several_labs_is_made_available_and_saved_once() throws IOException {
        assertThat(run("images save HERE/images.tar HERE/first.yml HERE/second.yml"))
                .as(console.err())
                .isZero();

        assertThat(names(Files.readAllBytes(here.resolve("images.tar"))))
                .containsExactly("app:1", "dind:1", "dind:2", "registry-of-mine:1", "shared:1");
        assertThat(engine.hooks.calls("pull "))
                .containsExactlyInAnyOrder("pull app:1", "pull dind:2", "pull registry-of-mine:1", "pull shared:1");
        assertThat(console.out())
                .startsWith("IMAGE                SIZE\napp:1                45.0 MB\n")
                .doesNotContain("unknown");
        assertThat(console.err()).contains("images saved");
    }

    @Test
    void the_list_of_images_has_their_sizes_in_bytes() throws IOException {
        assertThat(run("images save -q -o json HERE/images.tar HERE/second.yml"))
                .isZero();

        assertThat(new ObjectMapper().readTree(console.out()).path(0).toString())
                .isEqualTo("{\"image\":\"dind:1\",\"bytes\":45000000}");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void an_archive_on_standard_output_has_the_list_on_standard_error() {
        assertThat(run("images save - HERE/second.yml")).isZero();

        assertThat(console.out()).startsWith("manifest.json").doesNotContain("SIZE");
        assertThat(console.err()).contains("IMAGE ", "dind:2 ");
    }

    @Test
    void standard_output_is_not_both_archive_and_list() {
        assertThat(run("images save - HERE/second.yml -o json")).isEqualTo(ExitCode.WRONG_INPUT.number());

        assertThat(console.err()).contains("standard output can't be both");
        assertThat(engine.hooks.calls("saveImages")).isEmpty();
    }

    @Test
    void an_archive_is_not_written_to_a_terminal() {
        System.setProperty("swarmlab.interactive", "true");
        try {
            assertThat(run("images save - HERE/second.yml")).isEqualTo(ExitCode.WRONG_INPUT.number());
        } finally {
            System.clearProperty("swarmlab.interactive");
        }
        assertThat(console.err()).contains("> images.tar");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void an_existing_file_is_replaced_and_a_link_to_it_stays() throws IOException {
        Path real = Files.writeString(here.resolve("real.tar"), "former");
        Path link = Files.createSymbolicLink(here.resolve("link.tar"), Path.of("real.tar"));

        assertThat(run("images save HERE/link.tar HERE/second.yml")).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(names(Files.readAllBytes(real))).contains("dind:2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pull dind:2 | manifest unknown        | can't get the image dind:2: manifest unknown
            saveImages  | reference does not exist | can't save the images in HERE/images.tar: reference does not exist
            saveImages  | no space left on device | can't save the images in HERE/images.tar: no space left on device
            """)
    void a_failed_save_keeps_the_former_file_and_leaves_no_other(String call, String error, String message)
            throws IOException {
        Files.writeString(here.resolve("images.tar"), "former");
        engine.hooks.failing(call, () -> new EngineException(500, error));

        assertThat(run("images save HERE/images.tar HERE/second.yml")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains(message.replace("HERE", here.toString()));
        assertThat(here.resolve("images.tar")).hasContent("former");
        assertThat(files()).containsExactly("first.yml", "images.tar", "second.yml");
    }

    @ParameterizedTest
    @CsvSource({"saveImages, images save HERE/new.tar HERE/second.yml", "loadImages, images load HERE/images.tar"})
    void an_interruption_ends_the_command_and_leaves_no_file(String call, String typed) throws IOException {
        Files.write(
                here.resolve("images.tar"), new Tar().file("manifest.json", "").bytes());
        engine.hooks.failing(call, () -> {
            Thread.currentThread().interrupt();
            return new EngineException(EngineException.UNREACHABLE, "ClosedByInterruptException");
        });

        int exitCode = run(typed);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED.number());
        assertThat(console.err()).endsWith("swarmlab: interrupted\n");
        assertThat(files()).containsExactly("first.yml", "images.tar", "second.yml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            images save HERE HERE/first.yml                 | HERE: it is a folder
            images save HERE/no/images.tar HERE/first.yml   | there is no folder HERE/no
            images save HERE/images.tar HERE/no.yml         | no.yml: no such file
            images load HERE/no.tar                         | no.tar: no such file
            images load HERE                                | HERE is not an archive of images: it is a folder
            images load HERE/first.yml                      | first.yml is not an archive of images: it is no tar archive
            images load HERE/empty.tar                      | empty.tar is not an archive of images: it is empty
            images load HERE/other.tar                      | the tar archive has no manifest.json
            images load HERE/part.tar                       | the tar archive is not complete
            """)
    void a_file_that_can_not_be_used_is_reported_and_the_engine_gets_nothing(String typed, String message)
            throws IOException {
        Files.createFile(here.resolve("empty.tar"));
        byte[] other = new Tar().file("problem.txt", "x".repeat(20_000)).bytes();
        Files.write(here.resolve("other.tar"), other);
        Files.write(here.resolve("part.tar"), Arrays.copyOf(other, 10_240));

        assertThat(run(typed)).isEqualTo(ExitCode.WRONG_INPUT.number());

        assertThat(console.err()).contains(message.replace("HERE", here.toString()));
        assertThat(engine.hooks.calls("loadImages")).isEmpty();
        assertThat(engine.hooks.calls("pull ")).isEmpty();
        assertThat(files()).hasSize(5);
    }

    @Test
    void the_advice_for_another_file_is_the_command_that_writes_an_archive() {
        run("images load HERE/first.yml");

        assertThat(console.err()).contains("swarmlab images save FILE LABFILE", "docker save -o FILE IMAGE");
    }

    @Test
    void an_image_that_only_a_digest_names_is_refused() throws IOException {
        Files.writeString(
                here.resolve("digest.yml"),
                "name: digest\nimages: ['localhost:5000/app@sha256:" + "0".repeat(64) + "']\n");

        assertThat(run("images save HERE/images.tar HERE/digest.yml")).isEqualTo(ExitCode.WRONG_INPUT.number());

        assertThat(console.err()).contains("no digests", "as in localhost:5000/app:1.0");
        assertThat(engine.hooks.calls("pull ")).isEmpty();
    }

    @Test
    void a_saved_file_is_loaded_into_another_engine_and_its_images_are_named() throws IOException {
        run("images save HERE/images.tar HERE/second.yml");
        FakeEngine another = new FakeEngine();
        CapturedConsole there = CapturedConsole.with(another);

        assertThat(there.run("images", "load", here.resolve("images.tar").toString()))
                .as(there.err())
                .isZero();

        assertThat(another.imageNames()).containsExactly("dind:1", "dind:2", "registry-of-mine:1", "shared:1");
        assertThat(there.out()).contains("IMAGE ", "dind:1 ", "45.0 MB");
        assertThat(there.err()).contains("images loaded", "4 images");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unrecognized image format       | is not an archive of images: unrecognized image format | docker save -o FILE IMAGE
            write /x: no space left on device | can't load the images of | swarmlab doctor
            """)
    void an_error_of_the_engine_is_reported_with_what_to_do(String error, String message, String advice) {
        run("images save HERE/images.tar HERE/second.yml");
        engine.hooks.failing("loadImages", () -> new EngineException(500, error));

        assertThat(run("images load HERE/images.tar")).isNotZero();

        assertThat(console.err()).contains(message, error, advice);
    }

    @Test
    void standard_input_that_is_no_archive_is_refused() {
        assertThat(run("images load -")).isEqualTo(ExitCode.WRONG_INPUT.number());

        assertThat(console.err()).contains("standard input is not an archive of images: it is empty");
        assertThat(engine.hooks.calls("loadImages")).isEmpty();
    }

    @Test
    void compressed_archives_are_sent_as_they_are() throws IOException {
        Path file = Files.write(here.resolve("images.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        run("images load " + file);

        assertThat(engine.hooks.calls("loadImages")).hasSize(1);
    }
}
