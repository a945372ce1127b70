package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.access.PublishedManager;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AccessCommandTest {

    private final Path folder;

    AccessCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int access(CapturedConsole console, String typed) {
        return console.run(("access " + typed.replace("FOLDER", folder.toString())).split(" "));
    }

    @Test
    void prints_the_file_on_standard_output_and_the_end_of_the_access_on_standard_error() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            CapturedConsole console = CapturedConsole.with(manager.engine);

            assertThat(access(console, "lab --out FOLDER/ann.zip --valid 12h"))
                    .as(console.err())
                    .isZero();

            assertThat(folder.resolve("ann.zip")).isNotEmptyFile();
            assertThat(console.out()).startsWith(folder.resolve("ann.zip") + "\n");
            assertThat(console.out() + console.err()).doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void a_variable_can_set_the_lifetime() throws Exception {
        try (PublishedManager manager = PublishedManager.boundTo("127.0.0.2")) {
            CapturedConsole console = CapturedConsole.with(manager.engine, Map.of("SWARMLAB_ACCESS_VALID", "400d"));

            assertThat(access(console, "--out FOLDER/ann.zip")).isEqualTo(ExitCode.WRONG_INPUT.number());
            assertThat(console.err()).contains("'400d' is not between 1s and 365d");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                      | Missing required option: '--out
            --out FOLDER                            | can't write FOLDER: it is a folder
            --out /dev/null                         | can't write /dev/null: it is not a regular file
            --out FOLDER/missing/ann.zip            | there is no folder FOLDER/missing
            --out FOLDER/ann.zip --context a/b      | a Docker context can't have the name a/b
            --out FOLDER/ann.zip --context default  | a Docker context can't have the name default
            --out FOLDER/ann.zip --address myhost   | 'myhost' is not an IPv4 or IPv6 address
            --out FOLDER/ann.zip --valid 1y         | '1y' is not a duration
            """)
    void wrong_arguments_write_nothing(String typed, String message) {
        CapturedConsole console = new SampleLab().console();

        assertThat(access(console, typed)).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains(message.replace("FOLDER", folder.toString()));
        assertThat(console.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_lab_that_only_its_host_can_reach_is_refused() {
        CapturedConsole console = new SampleLab().console();

        assertThat(access(console, "--out FOLDER/ann.zip")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err()).contains("other computers can't reach the lab lab", "swarmlab up --bind");
        assertThat(folder).isEmptyDirectory();
    }
}
