package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;
import java.util.List;

/** A node that reaches a manager at an address that the manager no longer has. */
public final class ManagerAddress {

    private static final Duration PATIENCE = Patience.scaled(Duration.ofSeconds(20));

    /** Arguments: the former address, the new one. The port is that of Swarm's managers. */
    private static final String REMOVE = NodeNetwork.IPTABLES + """
            redirection="OUTPUT -d $1 -p tcp --dport 2377 -j DNAT --to-destination $2:2377"
            while rule -t nat -D $redirection 2>/dev/null; do :; done
            """;

    private static final String ADD = REMOVE + "rule -t nat -I $redirection\n";

    private ManagerAddress() {}

    /**
     * Sends what the node sends to a manager's former address to its new one while the work runs. Afterwards, removes
     * exactly what it has set, also when the work fails.
     */
    public static void redirectDuring(
            Engine engine, EngineContainer node, String former, String address, Runnable work) {
        run(engine, node, ADD, former, address);
        try {
            work.run();
        } catch (RuntimeException failure) {
            try {
                run(engine, node, REMOVE, former, address);
            } catch (RuntimeException remains) {
                failure.addSuppressed(remains);
            }
            throw failure;
        }
        run(engine, node, REMOVE, former, address);
    }

    private static void run(Engine engine, EngineContainer node, String script, String former, String address) {
        ExecResult result =
                engine.execute(node.id(), List.of("sh", "-c", script, "sh", former, address), Deadline.in(PATIENCE));
        if (result.exitCode() != 0) {
            throw Failure.of(FailureKind.FAILED, "can't redirect " + former + " in " + LabClient.nameOf(node))
                    .because(result.output().strip());
        }
    }
}
