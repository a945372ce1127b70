package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeContainerTest {

    @Test
    void the_entrypoint_of_the_image_is_started_with_all_its_arguments() {
        assertThat(NodeContainer.entrypoint(image(List.of("/entry", "--loud"))))
                .containsExactly("/bin/sh", "/usr/local/lib/swarmlab/containerd-sidecar", "/entry", "--loud");
    }

    @Test
    void an_image_without_an_entrypoint_is_started_without_the_script() {
        assertThat(NodeContainer.entrypoint(image(List.of()))).isEmpty();
    }

    private static EngineImage image(List<String> entrypoint) {
        return new EngineImage("sha256:1", List.of(), Map.of(), entrypoint);
    }
}
