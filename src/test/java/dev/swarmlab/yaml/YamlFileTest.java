package dev.swarmlab.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
