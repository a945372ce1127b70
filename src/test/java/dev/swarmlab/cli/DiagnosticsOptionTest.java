package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DiagnosticsOptionTest {

    private final DiagnosticsOption option = new DiagnosticsOption();

    @ParameterizedTest
    @CsvSource({
        "--diagnostics=/logs, /logs",
        "--evidence=/logs, /logs",
        "--diagnostics=/logs --evidence=/other, /logs",
    })
    void has_an_earlier_name(String arguments, Path folder) {
        new CommandLine(option).parseArgs(arguments.split(" ", -1));

        assertThat(option.folder()).isEqualTo(folder);
    }

    @Test
    void the_default_is_the_folder_for_temporary_files() {
        new CommandLine(option).parseArgs();

        assertThat(option.folder()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void the_help_shows_the_default_and_hides_the_earlier_name() {
        assertThat(new CommandLine(option).getUsageMessage())
                .contains("--diagnostics=FOLDER", "Default: " + System.getProperty("java.io.tmpdir"))
                .doesNotContain("--evidence");
    }
}
