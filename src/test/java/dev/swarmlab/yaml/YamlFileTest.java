package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.VolumeMount;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {

    /** A file of the Linux kernel that not even root can read. */
    private static final Path WRITE_ONLY = Path.of("/proc/sys/vm/compact_memory");

    @Test
    void names_the_user_who_may_not_read_the_file() {
        UnreadableYaml unreadable = YamlFile.unreadable(Path.of("labs/x.yml"), new AccessDeniedException("labs/x.yml"));

        assertThat(unreadable.text()).isEqualTo("permission denied for the user " + System.getProperty("user.name"));
        assertThat(unreadable.advice()).endsWith("chmod u+r x.yml");
    }

    @Test
    void refuses_a_file_without_read_permission() {
        assumeThat(WRITE_ONLY).exists();

        assertThatThrownBy(() -> YamlFile.read(WRITE_ONLY))
                .isInstanceOf(UnreadableYaml.class)
                .hasMessageStartingWith("permission denied for the user");
    }

    @Test
    void shows_the_message_of_the_operating_system_for_any_other_error() {
        assertThat(YamlFile.unreadable(Path.of("x.yml"), new IOException("Input/output error"))
                        .text())
                .isEqualTo("can't be read: Input/output error");
    }

    @Test
    void paths_start_from_the_files_folder_and_not_from_the_working_folder(@TempDir Path folder) throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        Files.createDirectories(folder.resolve("stack"));
        Files.writeString(labs.resolve("x.yml"), "name: x\nvolumes: ['../stack:/stack']");

        LabFile lab = new LabFileReader(Map.of(), folder)
                .readOrFail(new LabFileSource.File("labs/x.yml"))
                .labFile();

        assertThat(lab.volumes()).containsExactly(new VolumeMount(folder.resolve("stack"), "/stack", false));
    }

    @Test
    void reading_or_failing_tells_every_problem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("x.yml"), "name: X\nworkers: -1");

        assertThatThrownBy(() -> new LabFileReader(Map.of(), folder).readOrFail(new LabFileSource.File("x.yml")))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_INPUT);
                    assertThat(failure.getMessage()).contains("x.yml:1:7: ", "x.yml:2:10: ");
                });
    }
}
