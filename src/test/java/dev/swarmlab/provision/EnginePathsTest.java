package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.OwnContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginePathsTest {

    @TempDir
    private Path folder = Path.of("");

    private OwnContainer container() throws IOException {
        String labs = folder.toRealPath().toString();
        return new OwnContainer(
                "jolly_panda", List.of(new ContainerMount(ContainerMount.Kind.BIND, "/home/ann", labs, false)));
    }

    @Test
    void a_source_gets_the_path_of_the_host_and_keeps_its_target() throws IOException {
        assertThat(EnginePaths.onHost(new VolumeMount(folder.resolve("stack"), "/stack", true), container()))
                .isEqualTo(new VolumeMount(Path.of("/home/ann/stack"), "/stack", true));
    }

    @Test
    void a_symbolic_link_is_followed_in_the_container() throws IOException {
        Path stack = Files.createDirectory(folder.toRealPath().resolve("stack"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), stack);

        assertThat(EnginePaths.onHost(new VolumeMount(link, "/stack", false), container()))
                .isEqualTo(new VolumeMount(Path.of("/home/ann/stack"), "/stack", false));
    }

    @Test
    void a_source_that_no_mount_contains_is_refused() {
        assertThatThrownBy(() -> EnginePaths.onHost(new VolumeMount(Path.of("/nowhere"), "/stack", false), container()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("can't mount /nowhere as /stack");
    }

    @Test
    void without_mounts_the_engine_is_not_asked() {
        FakeEngine engine = new FakeEngine();
        LabFile labFile = SampleLabFile.lab("workers: 1");

        assertThat(EnginePaths.in(labFile, engine)).isSameAs(labFile);
        assertThat(engine.hooks.calls("")).isEmpty();
    }
}
