package dev.swarmlab.fake;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import java.util.List;
import java.util.Map;

/** Containers that no run of the test's has made. */
public final class FakeContainers {

    private FakeContainers() {}

    /** A running container that is a node, but of no lab. */
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
