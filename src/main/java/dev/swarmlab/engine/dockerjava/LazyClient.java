package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates docker-java's client for the first typed command: some commands of swarmlab need only raw JSON. */
final class LazyClient {

    private final Supplier<DockerClient> factory;
    private @Nullable DockerClient client;

    LazyClient(Supplier<DockerClient> factory) {
        this.factory = factory;
    }

    synchronized DockerClient get() {
        DockerClient created = client;
        if (created == null) {
            created = factory.get();
            client = created;
        }
        return created;
    }
}
