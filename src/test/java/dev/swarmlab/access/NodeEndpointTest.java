package dev.swarmlab.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeEndpointTest {

    @Test
    void a_lab_on_another_host_has_none_and_the_message_suggests_the_docker_command(@TempDir Path state) {
        FakeLab fake = new FakeLab("workers: 0").booted();
        LabResources lab = LabResources.in(EngineSnapshot.of(fake.engine, new Parallel(true)), "lab");
        EngineContainer manager = lab.node("manager").orElseThrow();

        assertThatThrownBy(() -> NodeEndpoint.of(fake.engine, lab, manager, new ClientCertificates(state)))
                .hasMessage("the daemon of manager can't be reached from here:"
                        + " it listens on the loopback address of the host of the engine at fake://engine")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("Run docker in the node instead: swarmlab docker -- node ls");
        assertThat(state).isEmptyDirectory();
    }
}
