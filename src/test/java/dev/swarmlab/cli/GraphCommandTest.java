package dev.swarmlab.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GraphCommandTest {

    private final CapturedConsole captured = new CapturedConsole();
    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 2").joined();

    private void draw(String... arguments) {
        GraphCommand command = new GraphCommand(captured.console());
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        command.draw(lab.open(), command.wanted());
    }

    @Test
    void draws_the_current_state_of_the_lab() {
        lab.swarm.running(FakeService.replicated("echo", 2), "worker01", "worker02");
        lab.engine.stop("swarmlab-lab-manager03", 0);

        draw();

        assertThat(captured.out())
                .startsWith("<svg ")
                .contains("manager, leader, ready")
                .contains("manager03, manager, stopped")
                .contains("worker01, worker, ready: echo.1;");
    }

    @ParameterizedTest
    @CsvSource({"lab.svg, <svg,", "lab.png, PNG,", "lab.mmd, flowchart,", "lab.txt, flowchart, mermaid"})
    void a_file_has_the_format_of_its_extension_or_of_the_option(
            String name, String contained, @Nullable String format, @TempDir Path folder) {
        String file = folder.resolve(name).toString();

        if (format == null) {
            draw("--to", file);
        } else {
            draw("--to", file, "-o", format);
        }

        assertThat(folder.resolve(name)).content(ISO_8859_1).contains(contained);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void a_file_that_can_not_be_written_is_reported(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("lab.svg");

        assertThatThrownBy(() -> draw("--to", file.toString())).hasMessageStartingWith("can't write " + file);
    }
}
