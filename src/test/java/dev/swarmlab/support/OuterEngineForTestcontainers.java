package dev.swarmlab.support;

import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Makes Testcontainers use the engine of the labs. It does not find the private engine by itself. */
public final class OuterEngineForTestcontainers extends DockerClientProviderStrategy {

    @Override
    public String getDescription() {
        return "the engine of the labs";
    }

    @Override
    protected int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public TransportConfig getTransportConfig() {
        try (OuterEngine engine = OuterEngine.open()) {
            return TransportConfig.builder().dockerHost(engine.address()).build();
        }
    }
}
