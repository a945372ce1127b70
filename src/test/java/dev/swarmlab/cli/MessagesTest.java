package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.ServedEngine;
import dev.swarmlab.recipe.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new user reads after a mistake, or where something is not as expected. */
class MessagesTest {

    private static final String IMAGES = "node: {image: 'my/node:1'}\nregistry: {image: 'my/registry:1'}\n";

    @TempDir
    private Path folder;

    private ServedEngine served;

    @BeforeEach
    void write_files_and_serve_a_lab() throws IOException {
        write("lab.yml", "name: lab\n" + IMAGES + "workers: 2\n");
        write("compose.yml", "name: shop\nservices:\n  web: {image: nginx}\nvolumes: {data: {}}\n");
        write("stacks.yml", "name: lab\nstacks: {a: nowhere.yml}\n");
        for (int number = 1; number <= 14; number++) {
            write("many/lab%02d.yml".formatted(number), "name: lab");
        }
        served = new ServedEngine(new FakeLab("workers: 2").joined().engine);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private CapturedConsole console() {
        return new CapturedConsole(Map.of("DOCKER_HOST", served.address()), "");
    }

    /** A command line (FOLDER has the files above), a part of the message, and a part of the advice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    validate FOLDER/compose.yml        | compose.yml:2:1: this is a stack file, not a lab file  | swarmlab stack deploy NAME FILE
                    up FOLDER/compose.yml              | compose.yml:2:1: this is a stack file, not a lab file  | swarmlab stack deploy NAME FILE
                    test FOLDER/compose.yml            | compose.yml:2:1: this is a stack file, not a lab file  | swarmlab stack deploy NAME FILE
                    validate FOLDER/many               | is a folder                                            | lab09.yml, lab10.yml and 4 more
                    up FOLDER/many                     | is a folder                                            | lab09.yml, lab10.yml and 4 more
                    validate FOLDER/many/x             | no such file                                           | lab09.yml, lab10.yml and 4 more
                    validate https://a.example/lab.yml | https://a.example/lab.yml: is a URL                    | curl -fsSLO https://a.example/lab.yml
                    up https://a.example/lab.yml       | https://a.example/lab.yml: is a URL                    | curl -fsSLO https://a.example/lab.yml
                    stack deploy a http://a.example/x  | http://a.example/x: is a URL                           | curl -fsSLO http://a.example/x
                    up --timeout 0s FOLDER/lab.yml     | '0s' is too short; the shortest duration is 1s         | swarmlab up --help
                    up a.yml b.yml                     | swarmlab up takes one FILE, so 'b.yml' can't be given too | swarmlab up --help
                    up a.yml b.yml c.yml               | so 'b.yml', 'c.yml' can't be given too                 | swarmlab up --help
                    drill a b c                        | takes one LAB and one SCENARIO, so 'c' can't be given too  | swarmlab drill --help
                    ls a                               | swarmlab ls takes no arguments, so 'a' can't be given  | swarmlab ls --help
                    validate FOLDER/stacks.yml         | stacks.yml:2:13: `stacks.a` names "nowhere.yml", which does not exist | looked for
                    """)
    void wrong_input_is_explained(String typed, String message, String advice) {
        CapturedConsole console = console();

        int exitCode = console.run(typed.replace("FOLDER", folder.toString()).split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message).contains(advice).doesNotContain("Exception", "Unmatched");
    }

    /** Runs the example with sed of {@code up --help}, with cat instead of up. */
    @Test
    void the_example_with_sed_makes_a_valid_lab_file() throws Exception {
        CapturedConsole help = new CapturedConsole();
        help.run("up", "--help");
        String example = help.out()
                .lines()
                .filter(line -> line.contains("sed "))
                .findFirst()
                .orElseThrow();
        assertThat(example).endsWith(" | swarmlab up --adopt -");
        Process sed = new ProcessBuilder("sh", "-c", example.replace("swarmlab up --adopt -", "cat"))
                .directory(folder.toFile())
                .start();
        String changed = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        CapturedConsole console = new CapturedConsole(Map.of(), changed);

        assertThat(console.run("validate", "-")).isZero();
        assertThat(console.out()).contains("5 workers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up            | Create a lab, or update an existing one to match its file.
                    up            | On failure, keep the containers for inspection.
                    up            | --diagnostics=FOLDER
                    up            | Run steps sequentially (for debugging).
                    test          | --diagnostics=FOLDER
                    env           | Print the shell commands that point docker at a node.
                    engine status | Show the status of the private engine.
                    engine stop   | --purge
                    completion    | source <(swarmlab completion bash) # in ~/.bashrc
                    completion    | source <(swarmlab completion zsh) # in ~/.zshrc, after compinit
                    completion    | 'swarmlab completion fish | source # in ~/.config/fish/config.fish'
                    """)
    void help_is_in_plain_english(String command, String sentence) {
        CapturedConsole console = new CapturedConsole();

        assertThat(console.run((command + " --help").split(" "))).isZero();

        assertThat(console.out().replaceAll("\\s+", " ")).contains(sentence);
    }

    @Test
    void the_former_name_of_diagnostics_is_still_an_option() throws IOException {
        CapturedConsole console = console();

        assertThat(console.run(
                        "up",
                        "--dry-run",
                        "--adopt",
                        "--evidence",
                        "x",
                        folder.resolve("lab.yml").toString()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "exec wroker01 -- ls, worker01",
        "exec maneger -- ls, manager",
        "shell worker1, worker01",
        "docker woker02 -- ps, worker02",
        "env worker1, worker01",
        "context create worker1, worker01"
    })
    void a_mistyped_node_gets_a_suggestion(String typed, String meant) {
        CapturedConsole console = console();

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("its nodes are manager, worker01, worker02")
                .contains("Did you mean " + meant + "?");
    }

    @Test
    void a_node_name_that_is_like_no_other_gets_no_suggestion() {
        CapturedConsole console = console();

        console.run("shell", "database");

        assertThat(console.err())
                .contains("has no node named database: its nodes are manager")
                .doesNotContain("Did you mean");
    }

    @Test
    void a_port_of_another_lab_names_the_command_that_removes_it() throws IOException {
        served.engine.with(new EngineContainer(
                "id",
                "swarmlab-shop-manager",
                "my/node:1",
                ContainerState.of("running"),
                "Up",
                Map.of(Labels.LAB, "shop", Labels.NODE, "manager", Labels.ROLE, "manager"),
                Map.of(),
                List.of(new EnginePort("127.0.0.1", 8000, 80, "tcp"))));
        CapturedConsole console = console();

        int exitCode = console.run(
                "up",
                write("new.yml", "name: new\n" + IMAGES + "ports: ['8000:80']").toString());

        assertThat(exitCode).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("port 8000 of the host is in use: the lab shop has it")
                .contains("swarmlab down shop");
    }

    @Test
    void a_busy_port_keeps_only_this_lab_from_working() throws IOException {
        FakeEngine engine = new SampleLab().engine;
        engine.with(new EngineContainer(
                "id",
                "web",
                "nginx",
                ContainerState.of("running"),
                "Up",
                Map.of(),
                Map.of(),
                List.of(new EnginePort("127.0.0.1", 8000, 80, "tcp"))));
        CapturedConsole console = CapturedConsole.with(engine);

        int exitCode = console.run(
                "doctor",
                write("new.yml", "name: new\n" + IMAGES + "ports: ['8000:80']").toString());

        assertThat(exitCode).isEqualTo(ExitCode.NO_ENGINE.number());
        assertThat(console.out())
                .contains("busy: 8000 (container web)")
                .endsWith("The lab new can't work here: 1 check failed. Another lab may work.\n");
    }

    /** The message of Docker Desktop: swarmlab can't see which ports of a Mac are in use. */
    @Test
    void up_knows_the_program_of_macos_that_has_port_5000() throws IOException {
        FakeEngine engine = new SampleLab().engine;
        engine.hooks.failing(
                "start swarmlab-new-registry",
                () -> new EngineException(
                        500,
                        "Ports are not available: exposing port TCP 127.0.0.1:5000 -> 127.0.0.1:0: listen tcp"
                                + " 127.0.0.1:5000: bind: address already in use"));
        CapturedConsole console = CapturedConsole.with(engine);
        String file = write("new.yml", SampleLab.FILE.replace("name: lab", "name: new"))
                .toString();
        String system = System.getProperty("os.name", "");
        System.setProperty("os.name", "Mac OS X");
        try {
            assertThat(console.run("up", "--diagnostics", folder.toString(), file))
                    .isEqualTo(ExitCode.FAILED.number());
        } finally {
            System.setProperty("os.name", system);
        }

        assertThat(console.err())
                .contains("Choose another port in the lab file, or free this one. AirPlay Receiver uses it");
    }

    @ParameterizedTest
    @CsvSource({"up", "up --dry-run"})
    void an_address_that_the_host_does_not_have_is_refused_before_anything_is_created(String typed) throws IOException {
        assumeThat(Path.of("/proc/meminfo")).exists();
        String file = write("far.yml", "name: far\n" + IMAGES + "ports: ['1.2.3.4:8000:80']")
                .toString();
        String address = served.addressOn(folder.resolve("docker.sock"));
        CapturedConsole console = new CapturedConsole(Map.of("DOCKER_HOST", address), "");
        List<String> before = served.things();

        int exitCode = console.run((typed + " " + file).split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("the host has no address 1.2.3.4, so its port 8000 can't be published")
                .contains("ip -brief address");
        assertThat(served.things()).isEqualTo(before);
    }

    @Test
    void doctor_tells_that_the_host_does_not_have_an_address() throws IOException {
        String file = write("far.yml", "name: far\n" + IMAGES + "ports: ['1.2.3.4:8000:80']")
                .toString();
        String address = served.addressOn(folder.resolve("docker.sock"));
        CapturedConsole console = new CapturedConsole(Map.of("DOCKER_HOST", address), "");

        int exitCode = console.run("doctor", file);

        assertThat(exitCode).isNotZero();
        assertThat(console.out())
                .contains("the host has no address 1.2.3.4 (port 8000)")
                .contains("ip -brief address");
    }

    @Test
    void an_address_on_the_host_of_a_remote_engine_is_not_checked() throws IOException {
        CapturedConsole console = console();

        int exitCode = console.run(
                "up",
                "--dry-run",
                write("far.yml", "name: far\n" + IMAGES + "ports: ['1.2.3.4:8000:80']")
                        .toString());

        assertThat(exitCode).isZero();
        assertThat(console.out()).contains("1.2.3.4:8000->80");
    }

    @ParameterizedTest
    @CsvSource({"status, 1, true", "status, 0, false", "up FILE, 1, true", "up FILE, 0, false"})
    void status_and_up_tell_that_published_ports_do_not_answer_without_ip_vs(String typed, int exitCode, boolean told)
            throws IOException {
        SampleLab lab = new SampleLab();
        lab.engine.answering("ip_vs", exitCode, "");
        CapturedConsole console = lab.console();
        String file = write("sample.yml", SampleLab.FILE).toString();

        assertThat(console.run(typed.replace("FILE", "--adopt " + file).split(" ")))
                .isZero();

        assertThat(console.out().contains("this kernel has no ip_vs: `--publish 80:8080` does not answer"))
                .isEqualTo(told);
    }

    @Test
    void a_dry_run_of_a_new_lab_creates_everything() throws IOException {
        CapturedConsole console = console();

        assertThat(console.run(
                        "up",
                        "--dry-run",
                        write("new.yml", "name: new\n" + IMAGES + "workers: 1").toString()))
                .isZero();

        assertThat(console.out())
                .containsPattern("worker01 +worker +create +swarmlab-new-worker01")
                .contains("The lab new does not exist: up creates it.");
    }

    @Test
    void a_dry_run_shows_the_difference_against_the_lab_that_exists() throws IOException {
        served.engine.stop("swarmlab-lab-worker01", 0);
        String file = write("lab.yml", "name: lab\n" + IMAGES + "workers: [{count: 1}, {count: 2, memory: 1g}]")
                .toString();
        CapturedConsole console = console();

        assertThat(console.run("up", "--dry-run", "--adopt", file)).isZero();

        assertThat(console.out())
                .containsPattern("(?m)^registry +registry +create ")
                .containsPattern("(?m)^manager +manager +keep ")
                .containsPattern("(?m)^worker01 +worker +start ")
                .containsPattern("(?m)^worker02 +worker +replace ")
                .containsPattern("(?m)^worker03 +worker +create ")
                .contains("change   worker02 is replaced by a new node: memory none -> 1g\n")
                .contains("The lab lab exists: up creates registry, worker03; starts worker01; replaces worker02.");
    }

    @Test
    void a_dry_run_shows_what_is_removed() throws IOException {
        String file = write("lab.yml", "name: lab\n" + IMAGES + "workers: 1").toString();
        CapturedConsole console = console();

        assertThat(console.run("up", "--dry-run", "--adopt", "-o", "json", file))
                .isZero();

        JsonNode plan = new ObjectMapper().readTree(console.out());
        assertThat(plan.path("exists").asBoolean()).isTrue();
        assertThat(plan.path("containers"))
                .extracting(container -> container.path("node").asText() + " "
                        + container.path("action").asText())
                .containsExactly("registry create", "manager keep", "worker01 keep", "worker02 remove");
    }

    /** An image that the engine has; the image that is shown; a part of the note. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    docker:29-dind        | docker:29-dind        |
                    swarmlab/node:trixie  | swarmlab/node:trixie  | using swarmlab/node:trixie (Docker 26.1) instead of docker:29-dind
                    other:1               | docker:29-dind        | docker:29-dind is pulled; where that fails, swarmlab/node:trixie is built and used instead
                    """)
    void a_dry_run_names_the_image_that_would_run(String present, String shown, String note) throws IOException {
        try (ServedEngine other = new ServedEngine(new FakeEngine()
                .withImage(present, Map.of(Labels.RECIPE, Recipe.shipped("node").hash())))) {
            CapturedConsole console = new CapturedConsole(Map.of("DOCKER_HOST", other.address()), "");
            String file = write("new.yml", "name: new\nnode: {image: 'docker:29-dind'}\nworkers: 0")
                    .toString();

            assertThat(console.run("up", "--dry-run", file)).isZero();

            assertThat(console.out()).containsPattern("(?m)^manager .* " + shown + " ");
            if (note == null) {
                assertThat(console.out()).doesNotContain("docker:29-dind is", "instead of docker:29-dind");
            } else {
                assertThat(console.out()).contains("note     " + note);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"--check, true", "'', false"})
    void a_dry_run_with_check_names_the_checks(String option, boolean shown) throws IOException {
        String file = write("new.yml", "name: new\n" + IMAGES + "checks: [{name: front door, run: ls}]")
                .toString();
        CapturedConsole console = console();

        assertThat(console.run(("up --dry-run " + file + " " + option).strip().split(" ")))
                .isZero();

        assertThat(console.out().contains("check    front door\n")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"status", "check", "status --log-format json"})
    void a_bug_is_an_internal_error_with_what_to_report(String typed) {
        SampleLab lab = new SampleLab();
        lab.engine.hooks.failing("execute", () -> new NullPointerException("no such value"));
        CapturedConsole console = lab.console();

        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("internal error (a bug in swarmlab): java.lang.NullPointerException: no such value")
                .contains("Please report it, with these lines:")
                .contains("at dev.swarmlab.");
        if (typed.endsWith("json")) {
            assertThat(console.err().lines()).singleElement().satisfies(line -> new ObjectMapper().readTree(line));
        }
    }
}
