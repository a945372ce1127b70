package dev.swarmlab.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.process.Privileges;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdebstrapTest {

    private static final Privileges ROOT = new Privileges(0, -1);

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void reports_why_it_is_unavailable() {
        assertThat(reason(Optional.empty())).isEqualTo("this is not Linux");
        assertThat(reason(Optional.of(new Privileges(1000, 0)))).isEqualTo("it needs root");
        assertThat(reason(Optional.of(new Privileges(0, 0)))).contains("CAP_SYS_ADMIN");
        assertThat(reason(Optional.of(ROOT))).contains("mmdebstrap is not installed");
    }

    @Test
    void uses_the_one_on_the_host() throws IOException {
        program("mmdebstrap");
        assertThat(mmdebstrap(Optional.of(ROOT)).reasonUnavailable()).isEmpty();
        assertThat(mmdebstrap(Optional.of(ROOT))
                        .prepare(Deadline.in(Duration.ofSeconds(1)))
                        .environment())
                .containsEntry("PATH", folder.toString());
    }

    @Test
    void is_available_where_apt_can_fetch_it() throws IOException {
        program("apt-get");
        program("dpkg-deb");
        assertThat(mmdebstrap(Optional.of(ROOT)).reasonUnavailable()).isEmpty();
    }

    @Test
    void a_fetched_one_is_first_in_the_path() throws IOException {
        program("apt-get");
        program("dpkg-deb");
        Files.createDirectory(folder.resolve("mmdebstrap"));
        assertThat(mmdebstrap(Optional.of(ROOT))
                        .prepare(Deadline.in(Duration.ofSeconds(1)))
                        .environment())
                .containsEntry("PATH", folder.resolve("mmdebstrap/bin") + ":" + folder);
    }

    private String reason(Optional<Privileges> privileges) {
        return mmdebstrap(privileges).reasonUnavailable().map(Failure::reason).orElseThrow();
    }

    private Mmdebstrap mmdebstrap(Optional<Privileges> privileges) {
        return new Mmdebstrap(folder, privileges, new SearchPath(List.of(folder)), line -> {});
    }

    private void program(String name) throws IOException {
        assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                .isTrue();
    }
}
