package dev.swarmlab.fake;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import java.util.List;
import java.util.Map;

/** Containers that belong to no lab of a test. */
public final class FakeContainers {

    private FakeContainers() {}

    /** A running container with the label of a node but without the label of a lab. */
    public static EngineContainer node(String name) {
        return new EngineContainer(
                "id-" + name,
                "swarmlab-lab-" + name,
                "my/node:1",
                ContainerState.of("running"),
                "Up",
                Map.of(Labels.NODE, name),
                Map.of(),
                List.of());
    }
}
