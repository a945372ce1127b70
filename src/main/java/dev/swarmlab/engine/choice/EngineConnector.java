package dev.swarmlab.engine.choice;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.readiness.Deadline;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the connection to an engine. Tests replace it, to run whole commands on an engine in memory. */
@FunctionalInterface
public interface EngineConnector {

    EngineConnector DOCKER_JAVA = DockerJavaConnector::engine;

    /**
     * Creates a client of the engine. Behind ssh it logs in at once; any other client connects with its first request.
     *
     * @param deadline of the whole command; empty when its parts have deadlines of their own
     * @param calls gets each request after its end
     * @throws dev.swarmlab.failure.Failure when ssh does not connect
     */
    Engine connect(EngineEndpoint endpoint, Optional<Deadline> deadline, Optional<Consumer<EngineCall>> calls);
}
