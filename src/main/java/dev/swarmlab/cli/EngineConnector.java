package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.readiness.Deadline;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the connection to an engine. Tests replace it, to run whole commands on an engine in memory. */
@FunctionalInterface
interface EngineConnector {

    EngineConnector DOCKER_JAVA = DockerJavaConnector::engine;

    /**
     * Opens the connection; sends nothing.
     *
     * @param deadline of the whole command; empty when its parts have deadlines of their own
     * @param calls is told of each request
     */
    Engine connect(EngineEndpoint endpoint, Optional<Deadline> deadline, Optional<Consumer<EngineCall>> calls);
}
