package dev.swarmlab.support;

import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Points Testcontainers at the engine of the labs, which it can't find by itself where that is the private one. */
public final class OuterEngineForTestcontainers extends DockerClientProviderStrategy {

    @Override
    public String getDescription() {
        return "the engine that carries the labs";
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
