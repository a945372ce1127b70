package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Reads whether the kernel has ip_vs, which the routing mesh and the virtual addresses of services need. */
final class RoutingMesh {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** {@code ip link show NAME} makes the kernel load the module of that name, when there is no such interface. */
    private static final String COMMAND = "ip link show ip_vs >/dev/null 2>&1; test -e /proc/net/ip_vs";

    private RoutingMesh() {}

    /** @throws EngineException when the command can't run in the node, or ends with an unexpected exit code */
    static boolean worksIn(Engine engine, String node) {
        ExecResult result = engine.execute(node, List.of("sh", "-c", COMMAND), Deadline.in(PATIENCE));
        return switch (result.exitCode()) {
            case 0 -> true;
            case 1 -> false; // test(1) found no such file
            default ->
                throw new EngineException(
                        500,
                        "can't read whether the kernel has ip_vs: the command in the node ended with exit code "
                                + result.exitCode() + ": " + result.output().strip());
        };
    }
}
