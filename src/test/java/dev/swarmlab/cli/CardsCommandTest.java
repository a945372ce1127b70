package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardsCommandTest {

    private static final String FILE = """
            name: web
            workers: 0
            ports: ["0.0.0.0:8000:80"]
            """;

    private final FakeEngine engine = new FakeEngine();

    /** Adds the lab of a student, with a port that is that of the lab file plus the student's number. */
    private void student(String name, int index, String state) {
        String lab = "web-" + name;
        int port = 8000 + index;
        engine.withVolume(
                "swarmlab-" + lab + "-file-1",
                Map.of(
                        Labels.LAB,
                        lab,
                        Labels.REVISION,
                        "1",
                        Labels.FILE,
                        "standard input",
                        Labels.LAB_FILE_TEXT,
                        FILE,
                        Labels.NAME,
                        lab,
                        Labels.CLASS,
                        "web",
                        Labels.STUDENT,
                        name,
                        Labels.INDEX,
                        String.valueOf(index),
                        Labels.HOST_PORTS,
                        "8000=" + port));
        engine.with(new EngineContainer(
                lab,
                "swarmlab-" + lab + "-manager",
                "image",
                ContainerState.of(state),
                "",
                Map.of(Labels.LAB, lab, Labels.NODE, "manager", Labels.ROLE, "manager", Labels.PORT, "20001"),
                Map.of(),
                state.equals("running") ? List.of(new EnginePort("0.0.0.0", port, 80, "tcp")) : List.of()));
    }

    private CapturedConsole run(String typed) {
        CapturedConsole console = CapturedConsole.with(engine);
        assertThat(console.run(typed.split(" "))).as(console.err()).isZero();
        return console;
    }

    /** The engine reports no ports of a stopped container. */
    @ParameterizedTest
    @CsvSource({"running", "exited"})
    void the_labs_of_a_class_have_ports_of_their_own_also_while_they_are_stopped(String state) throws Exception {
        student("ann", 1, state);
        student("bob", 2, state);

        CapturedConsole console = run("cards web --address lab.example.org -o json");

        JsonNode cards = new ObjectMapper().readTree(console.out());
        assertThat(cards.findValuesAsText("student")).containsExactly("ann", "bob");
        assertThat(cards.findValuesAsText("page"))
                .containsExactly("http://lab.example.org:8001", "http://lab.example.org:8002");
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cards web-bob, bob",
        "cards --lab web-bob, bob",
        "cards web-b*, bob",
        "cards web, ann bob",
        "cards --class web, ann bob",
        "cards --all, ann bob"
    })
    void labs_are_named_as_in_other_commands(String typed, String students) throws Exception {
        student("ann", 1, "running");
        student("bob", 2, "running");

        JsonNode cards = new ObjectMapper().readTree(run(typed + " -o json").out());

        assertThat(cards.findValuesAsText("student")).containsExactly(students.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "cards.html, <!DOCTYPE html>",
        "cards.csv, 'lab,class,student'",
        "cards.json, [ {",
        "cards.txt, ann (web-ann)",
        "cards.md -o csv, 'lab,class,student'"
    })
    void a_file_has_the_format_of_its_extension_or_of_the_option(String file, String begin, @TempDir Path folder) {
        student("ann", 1, "running");

        CapturedConsole console = run("cards --out " + folder + "/" + file);

        assertThat(folder.resolve(file.split(" ")[0])).content().startsWith(begin);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void a_page_that_only_the_server_can_open_is_reported_with_the_remedy() {
        student("ann", 1, "running");

        CapturedConsole console = run("cards --qr");

        assertThat(console.out())
                .contains("http://127.0.0.1:8001 (on the server only)")
                .doesNotContain("█");
        assertThat(console.err())
                .contains("Only the server itself can open the pages of: web-ann", "--address", "--url");
        assertThat(run("cards --qr --url https://lab.example.org/{student}").out())
                .contains("page      https://lab.example.org/ann\n", "█");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --url https://example.org/{name}  | there is no placeholder {name}
            --address 0.0.0.0                 | students can't reach the server at 0.0.0.0
            --out FOLDER/cards.pdf            | the extension of FOLDER/cards.pdf is not that of a format of cards
            --out FOLDER/cards.html -o pdf    | 'pdf' is not one of text, html, json, csv
            web --class web                   | labs are named in two ways
            """)
    void wrong_arguments_write_nothing(String typed, String message, @TempDir Path folder) {
        student("ann", 1, "running");
        CapturedConsole console = CapturedConsole.with(engine);

        int exitCode = console.run(("cards " + typed.replace("FOLDER", folder.toString())).split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message.replace("FOLDER", folder.toString()));
        assertThat(console.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_can_not_be_written_is_reported(@TempDir Path folder) {
        student("ann", 1, "running");
        CapturedConsole console = CapturedConsole.with(engine);

        assertThat(console.run("cards", "--out", folder + "/missing/cards.html"))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err()).contains("can't write " + folder + "/missing/cards.html");
    }
}
