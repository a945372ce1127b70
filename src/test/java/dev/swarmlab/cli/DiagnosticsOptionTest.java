package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DiagnosticsOptionTest {

    private final DiagnosticsOption option = new DiagnosticsOption();

    @ParameterizedTest
    @CsvSource({"--diagnostics=/logs, /logs", "--evidence=/logs, /logs", "'', /variable"})
    void has_an_earlier_name_and_overrides_its_variable(String arguments, Path folder) {
        CommandLine commandLine = new CommandLine(option);
        commandLine.setDefaultValueProvider(
                argument -> ((OptionSpec) argument).longestName().equals("--diagnostics") ? "/variable" : null);

        commandLine.parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));

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
