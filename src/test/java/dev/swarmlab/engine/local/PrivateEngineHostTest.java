package dev.swarmlab.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Privileges;
import dev.swarmlab.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateEngineHostTest {

    private static final SearchPath PROGRAMS = SearchPath.of(Map.of());
    private static final Privileges ROOT = new Privileges(0, -1);

    @Test
    void on_other_systems_the_advice_is_docker_desktop() {
        Failure failure = failure(Optional.empty(), PROGRAMS);
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_ENGINE);
        assertThat(failure.getMessage()).isEqualTo("swarmlab cannot run a private Docker engine: this is not Linux");
        assertThat(failure.advice()).contains("Docker Desktop");
    }

    @Test
    void without_root_the_advice_is_sudo_or_an_engine() {
        Failure failure = failure(Optional.of(new Privileges(1000, 0)), PROGRAMS);
        assertThat(failure.reason()).isEqualTo("it needs root");
        assertThat(failure.advice()).contains("sudo").contains("apt-get install docker.io");
    }

    @Test
    void in_an_unprivileged_container_the_missing_capability_is_named() {
        Failure failure = failure(Optional.of(new Privileges(0, 0xa80425fbL)), PROGRAMS);
        assertThat(failure.reason()).contains("CAP_NET_ADMIN");
        assertThat(failure.advice()).contains("--privileged");
    }

    @Test
    void missing_programs_are_named(@TempDir Path empty) {
        Failure failure = failure(Optional.of(ROOT), new SearchPath(List.of(empty)));
        assertThat(failure.reason()).contains("unshare").contains("tar");
    }

    @Test
    void finds_no_process_without_a_valid_process_id_of_an_engine(@TempDir Path folder) throws IOException {
        PrivateEngineFiles files = new PrivateEngineFiles(folder.resolve("state"), folder.resolve("run"));
        assertThat(EngineProcess.find(files)).isEmpty();
        Files.createDirectories(files.run());
        Files.writeString(files.pid(), "no number");
        assertThat(EngineProcess.find(files)).isEmpty();
        // This process is not an engine.
        Files.writeString(files.pid(), ProcessHandle.current().pid() + "\n");
        assertThat(EngineProcess.find(files)).isEmpty();
    }

    private static Failure failure(Optional<Privileges> privileges, SearchPath searchPath) {
        return new PrivateEngineHost(privileges, searchPath).reasonItCannotRun().orElseThrow();
    }
}
