package dev.swarmlab.labfile.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFileReaderTest {

    private final Path folder;

    LabFileReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void paths_start_at_the_folder_of_the_lab_file_and_not_at_the_working_folder() throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        Files.createDirectories(folder.resolve("stack"));
        Files.writeString(labs.resolve("x.yml"), "name: x\nvolumes: ['../stack:/stack']");

        assertThat(read("labs/x.yml").volumes())
                .containsExactly(new VolumeMount(folder.resolve("stack"), "/stack", false));
    }

    @Test
    void fails_with_the_name_of_the_file_and_all_problems() throws IOException {
        Files.writeString(folder.resolve("x.yml"), "name: X\nworkers: -1");

        assertThatThrownBy(() -> read("x.yml")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
            assertThat(failure.getMessage())
                    .startsWith("x.yml is not a valid lab file\n")
                    .contains("x.yml:1:7: ", "x.yml:2:10: ");
        });
    }

    @Test
    void accepts_a_byte_order_mark_and_windows_line_ends() throws IOException {
        Files.writeString(folder.resolve("x.yml"), "\uFEFFname: lab\r\nworkers: 3\r\n");

        assertThat(read("x.yml").workerCount()).isEqualTo(3);
    }

    private LabFile read(String name) {
        return new LabFileReader(Map.of(), folder)
                .readOrFail(new LabFileSource.File(name))
                .labFile();
    }
}
