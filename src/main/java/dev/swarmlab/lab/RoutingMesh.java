package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Finds out whether the kernel has ip_vs, on which the routing mesh and services' virtual addresses are built. */
final class RoutingMesh {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The kernel looks for a module by the name of any interface that it doesn't know. */
    private static final String LOOK = "ip link show ip_vs >/dev/null 2>&1; test -e /proc/net/ip_vs";

    private RoutingMesh() {}

    /** @throws EngineException when the node can't tell */
    static boolean worksIn(Engine engine, String node) {
        ExecResult result = engine.execute(node, List.of("sh", "-c", LOOK), Deadline.in(PATIENCE));
        return switch (result.exitCode()) {
            case 0 -> true;
            case 1 -> false; // test(1) found no such file
            default ->
                throw new EngineException(
                        500,
                        "can't tell whether the kernel has ip_vs: the command in the node ended with "
                                + result.exitCode() + ", " + result.output().strip());
        };
    }
}
