package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.support.FilesWith;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {

    private final SampleLab lab = new SampleLab();

    @TempDir
    private Path folder = Path.of("");

    private int export(CapturedConsole console, String typed) {
        return console.run(("export " + typed.replace("TARGET", target().toString())).split(" "));
    }

    private Path target() {
        return folder.resolve("out");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void saves_the_lab_file_states_logs_versions_and_the_report_of_doctor() throws Exception {
        lab.engine.log("swarmlab-lab-worker01", "the log of worker01\n");
        CapturedConsole console = lab.console();

        assertThat(export(console, "TARGET")).as(console.err()).isZero();

        assertThat(console.out()).isEqualTo(target() + "\n");
        assertThat(console.err()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target())))
                .isEqualTo("rwx------");
        assertThat(target().resolve("lab-file.yml")).hasContent(SampleLab.FILE);
        assertThat(target().resolve("worker01.log")).hasContent("the log of worker01");
        assertThat(target().resolve("doctor.txt")).content().contains("CHECK", "fake://engine", "The lab lab can");
        JsonNode versions =
                new ObjectMapper().readTree(target().resolve("versions.json").toFile());
        assertThat(versions.path("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(versions.at("/engine/apiVersion").asText()).isEqualTo("1.45");
        JsonNode status =
                new ObjectMapper().readTree(target().resolve("status.json").toFile());
        assertThat(status.path("nodes")).hasSize(3);
        assertThat(target().resolve("README.txt"))
                .content()
                .contains("doctor.txt ", "versions.json ", "plan.json ", "events.json ", "swarm-events.json ");
        JsonNode plan =
                new ObjectMapper().readTree(target().resolve("plan.json").toFile());
        assertThat(plan.path("containers").findValuesAsText("node"))
                .containsExactly("registry", "manager", "worker01", "worker02");
        assertThat(lab.engine.things()).isEqualTo(new SampleLab().engine.things());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lab TARGET", "--lab lab TARGET", "-l lab TARGET", "--name lab TARGET", "lab -l lab TARGET"})
    void the_lab_is_named_as_in_other_commands(String typed) throws IOException {
        CapturedConsole console = lab.beside("other").console();

        assertThat(export(console, typed)).as(console.err()).isZero();
        assertThat(target().resolve("README.txt")).content().startsWith("Diagnostics of the lab lab,");
    }

    @Test
    void an_archive_is_written_for_the_lab_that_a_variable_names() throws IOException {
        CapturedConsole console = lab.beside("other").console(Map.of("SWARMLAB_LAB", "lab"));

        assertThat(export(console, "TARGET.tar.gz")).as(console.err()).isZero();
        assertThat(console.out()).isEqualTo(target() + ".tar.gz\n");
        assertThat(files()).containsExactly("out.tar.gz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                      | Missing required parameter: 'TARGET'
            --lab lab               | Missing required parameter: 'TARGET'
            TARGET                  | there are several labs: lab, other
            lab TARGET --lab other  | different labs are named: lab, other
            TARGET/missing -l lab   | there is no folder
            """)
    void wrong_arguments_write_nothing(String typed, String message) throws IOException {
        CapturedConsole console = lab.beside("other").console();

        assertThat(export(console, typed)).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message);
        assertThat(console.out()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void what_is_not_available_is_named() throws IOException {
        lab.engine.hooks.failing("logs swarmlab-lab-worker01", () -> new EngineException(500, "broken"));
        lab.engine.hooks.failing("version", () -> new EngineException(500, "out of order"));
        CapturedConsole console = lab.console();

        assertThat(export(console, "TARGET")).isZero();
        assertThat(console.err()).isEqualTo("not available: worker01.log\n");
        assertThat(console.out()).isEqualTo(target() + "\n");
        assertThat(target().resolve("versions.json")).content().contains("\"engineError\" : \"out of order\"");
    }

    @Test
    void no_file_contains_a_secret() {
        String key = "-----BEGIN PRIVATE KEY-----\nMIIEvHidden\n-----END PRIVATE KEY-----\n";
        lab.engine.log("swarmlab-lab-manager", key + "join with SWMTKN-1-hidden-hidden\n");
        lab.engine.answering("docker ", 0, "unlock with SWMKEY-1-hidden\nSECRET_VALUE=hidden\n");
        lab.engine.swarm.label("worker01", "token", "hidden");

        assertThat(export(lab.console(Map.of("API_TOKEN", "hidden")), "TARGET")).isZero();

        assertThat(FilesWith.anyOf(List.of("idden", "SWMTKN-", "SWMKEY-", "PRIVATE KEY"), target()))
                .isEmpty();
        assertThat(FilesWith.anyOf(List.of("<removed>"), target())).hasSizeGreaterThan(5);
    }

    /** The label has a value that this machine does not know, so nothing else can recognise it as a secret. */
    @Test
    void the_plan_of_a_lab_file_with_variables_has_no_values() throws Exception {
        String file = SampleLab.FILE.replace("workers: 2", "workers: [{count: 2, labels: {zone: '${ZONE:-b}'}}]");
        lab.engine.removeVolume("swarmlab-lab-file-1");
        lab.engine.withVolume(
                "swarmlab-lab-file-1",
                Map.of(
                        Labels.LAB,
                        "lab",
                        Labels.REVISION,
                        "1",
                        Labels.FILE,
                        "/missing.yml",
                        Labels.LAB_FILE_TEXT,
                        file));
        lab.engine.swarm.label("worker01", "zone", "hidden");

        assertThat(export(lab.console(), "TARGET")).isZero();

        assertThat(target().resolve("plan.json")).content().contains("worker01: <removed>");
        assertThat(FilesWith.anyOf(List.of("hidden"), target())).isEmpty();
    }

    @Test
    void a_plan_that_can_not_be_made_tells_why() {
        lab.engine.removeVolume("swarmlab-lab-file-1");
        lab.engine.withVolume(
                "swarmlab-lab-file-1",
                Map.of(
                        Labels.LAB,
                        "lab",
                        Labels.REVISION,
                        "1",
                        Labels.FILE,
                        "/missing.yml",
                        Labels.LAB_FILE_TEXT,
                        "name: lab\nworkers: ${UNSET}\n"));
        CapturedConsole console = lab.console();

        assertThat(export(console, "TARGET")).isZero();

        assertThat(console.err()).isEqualTo("not available: plan.json\n");
        assertThat(target().resolve("plan.json"))
                .content()
                .startsWith("not available: ")
                .contains("UNSET");
    }

    @Test
    void the_help_shows_that_the_target_is_required() {
        CapturedConsole console = new CapturedConsole();

        console.run("export", "--help");

        assertThat(console.out().replaceAll("\\s+", " ")).contains("[LAB] TARGET");
    }
}
