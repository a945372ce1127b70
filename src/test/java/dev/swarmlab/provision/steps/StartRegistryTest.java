package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.lab.LabRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartRegistryTest {

    private static final String REGISTRY = "swarmlab-lab-registry";

    private static LabRun run(FakeLab lab) {
        int planned = lab.plan().registry().hostPort();
        lab.engine.hooks.failing(
                "start " + REGISTRY,
                1,
                () -> new EngineException(500, "Bind for 127.0.0.1:" + planned + " failed: port is already allocated"));
        return lab.run();
    }

    @Test
    void moves_to_another_port_when_its_own_is_in_use_and_images_are_pushed_there() {
        FakeLab lab = new FakeLab("workers: 1\n");
        LabRun run = run(lab);

        new StartRegistry(run).run();

        EngineContainer registry = lab.engine.container(REGISTRY);
        String port = String.valueOf(run.registry().hostPort());
        assertThat(registry.isRunning()).isTrue();
        assertThat(registry.label(Labels.PORT))
                .isEqualTo(port)
                .isNotEqualTo(String.valueOf(lab.plan().registry().hostPort()));
        assertThat(registry.ports())
                .extracting(each -> String.valueOf(each.hostPort()))
                .containsExactly(port);
        assertThat(lab.engine.containers()).hasSize(1);
        assertThat(run.registry().hostAddress()).isEqualTo("localhost:" + port);
    }

    @Test
    void of_an_existing_lab_moves_too_and_keeps_its_volume() {
        FakeLab lab = new FakeLab("workers: 1\n");
        new StartRegistry(lab.run()).run();
        lab.engine.stop(REGISTRY, 0);
        List<String> volumes =
                lab.engine.volumes().stream().map(EngineVolume::name).toList();
        LabRun run = run(lab);

        new StartRegistry(run).run();

        EngineContainer registry = lab.engine.container(REGISTRY);
        assertThat(registry.isRunning()).isTrue();
        assertThat(registry.label(Labels.PORT))
                .isEqualTo(String.valueOf(run.registry().hostPort()))
                .isNotEqualTo(String.valueOf(lab.plan().registry().hostPort()));
        assertThat(lab.engine.volumes()).extracting(EngineVolume::name).containsExactlyElementsOf(volumes);
    }

    @Test
    void does_not_move_from_a_port_of_the_lab_file() {
        LabRun run = run(new FakeLab(SampleLabFile.of("""
                name: lab
                node: {image: my/node:1}
                registry: {image: my/registry:1, port: 5001}
                """)));

        assertThatThrownBy(() -> new StartRegistry(run).run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("5001");
    }
}
