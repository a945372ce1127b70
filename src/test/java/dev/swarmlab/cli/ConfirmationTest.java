package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.ServedEngine;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Commands that remove everything ask for confirmation on a terminal. */
class ConfirmationTest {

    private static final String QUESTION = "Remove all labs (lab)? [y/N] ";

    /** The command, whether there is a terminal, the answer, whether the user is asked, whether the lab is removed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    down --all       | true  | y   | true  | true
                    down --all       | true  | YES | true  | true
                    down --all       | true  | n   | true  | false
                    down --all       | true  | ''  | true  | false
                    down --all       | true  | no  | true  | false
                    down --all --yes | true  | ''  | false | true
                    down --all -y    | true  | ''  | false | true
                    down --all       | false | ''  | false | true
                    down lab         | true  | ''  | false | true
                    down             | true  | ''  | false | true
                    """)
    void down_asks_on_a_terminal_before_it_removes_every_lab(
            String typed, boolean terminal, String answer, boolean asked, boolean removed) throws IOException {
        try (ServedEngine served = new ServedEngine(new FakeLab("workers: 0").joined().engine)) {
            Map<String, String> environment = Map.of("DOCKER_HOST", served.address(), "NO_COLOR", "1");
            CapturedConsole console = terminal
                    ? CapturedConsole.onTerminal(environment, answer + "\n")
                    : new CapturedConsole(environment, "");

            int exitCode = console.run(typed.split(" "));

            assertThat(exitCode).isEqualTo(removed ? 0 : ExitCode.FAILED.number());
            assertThat(console.err().contains(QUESTION)).isEqualTo(asked);
            assertThat(served.things().contains("container swarmlab-lab-manager"))
                    .isEqualTo(!removed);
            if (!removed) {
                assertThat(console.err()).contains("nothing was removed").contains("--yes");
            }
        }
    }

    @Test
    void no_question_is_asked_when_there_is_no_lab() throws IOException {
        try (ServedEngine served = new ServedEngine(new FakeEngine())) {
            CapturedConsole console = CapturedConsole.onTerminal(Map.of("DOCKER_HOST", served.address()), "");

            assertThat(console.run("down", "--all")).isZero();
            assertThat(console.err()).doesNotContain("[y/N]");
        }
    }

    @Test
    void an_end_of_input_is_no_confirmation() throws IOException {
        try (ServedEngine served = new ServedEngine(new FakeLab("workers: 0").joined().engine)) {
            CapturedConsole console = CapturedConsole.onTerminal(Map.of("DOCKER_HOST", served.address()), "");

            assertThat(console.run("down", "--all")).isEqualTo(ExitCode.FAILED.number());
            assertThat(served.things()).contains("container swarmlab-lab-manager");
        }
    }

    /** The folders of a private engine that was started before, below a temporary folder. */
    private record Storage(Path folder) {

        Path data() throws IOException {
            Path container = Files.createDirectories(folder.resolve("engine/data/containers/c1"));
            Files.writeString(
                    container.resolve("config.v2.json"),
                    "{\"Config\": {\"Labels\": {\"dev.swarmlab.lab\": \"quickstart\"}}}");
            return container;
        }

        Path recipes() throws IOException {
            return Files.writeString(
                    Files.createDirectories(folder.resolve("images")).resolve("node-1.tar"), "");
        }

        int stop(CapturedConsole console, String... options) {
            EngineCommand command = new EngineCommand(
                    console.console(),
                    say -> new PrivateEngine(
                            new PrivateEngineFiles(folder.resolve("engine"), folder.resolve("run")),
                            RecipeBuilder.in(folder.resolve("images"), say),
                            say));
            CommandLine commandLine = new CommandLine(command)
                    .setExecutionExceptionHandler((exception, failed, parsed) -> {
                        console.console().error(String.valueOf(exception.getMessage()), null);
                        return 1;
                    });
            String[] arguments = new String[options.length + 1];
            arguments[0] = "stop";
            System.arraycopy(options, 0, arguments, 1, options.length);
            return commandLine.execute(arguments);
        }
    }

    @Test
    void engine_stop_purge_removes_data_and_images_and_names_them(@TempDir Path folder) throws IOException {
        assumeRoot();
        Storage storage = new Storage(folder);
        Path data = storage.data();
        Path recipe = storage.recipes();
        CapturedConsole console = new CapturedConsole();

        assertThat(storage.stop(console, "--purge")).isZero();

        assertThat(data).doesNotExist();
        assertThat(recipe.getParent()).doesNotExist();
        assertThat(console.err())
                .contains("removed " + folder.resolve("engine/data"), "removed " + folder.resolve("images"))
                .doesNotContain("[y/N]");
    }

    @Test
    void engine_stop_without_purge_keeps_them(@TempDir Path folder) throws IOException {
        assumeRoot();
        Storage storage = new Storage(folder);
        Path data = storage.data();
        Path recipe = storage.recipes();

        assertThat(storage.stop(new CapturedConsole())).isZero();

        assertThat(data).exists();
        assertThat(recipe).exists();
    }

    @ParameterizedTest
    @CsvSource({"n, false", "y, true"})
    void engine_stop_purge_asks_on_a_terminal_and_names_the_labs(String answer, boolean removed, @TempDir Path folder)
            throws IOException {
        assumeRoot();
        Storage storage = new Storage(folder);
        Path data = storage.data();
        CapturedConsole console = CapturedConsole.onTerminal(Map.of(), answer + "\n");

        assertThat(storage.stop(console, "--purge")).isEqualTo(removed ? 0 : 1);

        assertThat(Files.exists(data)).isEqualTo(!removed);
        assertThat(console.err()).contains("with the labs quickstart", folder.resolve("engine/data") + "\n", "[y/N]");
    }

    @Test
    void engine_stop_purge_does_not_ask_when_the_user_has_said_yes(@TempDir Path folder) throws IOException {
        assumeRoot();
        Storage storage = new Storage(folder);
        Path data = storage.data();
        CapturedConsole console = CapturedConsole.onTerminal(Map.of(), "");

        assertThat(storage.stop(console, "--purge", "-y")).isZero();

        assertThat(data).doesNotExist();
        assertThat(console.err()).doesNotContain("[y/N]");
    }

    @Test
    void engine_stop_purge_without_data_says_so(@TempDir Path folder) {
        CapturedConsole console = new CapturedConsole();

        assertThat(new Storage(folder).stop(console, "--purge")).isZero();
        assertThat(console.err()).contains("has no data to remove");
    }

    /** Only root has a private engine. */
    private static void assumeRoot() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
    }
}
