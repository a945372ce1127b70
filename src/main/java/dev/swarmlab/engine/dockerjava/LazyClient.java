package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** docker-java's client, made when the first command needs it: many a command gets by with its HTTP client alone. */
final class LazyClient {

    private final Supplier<DockerClient> making;
    private @Nullable DockerClient client;

    LazyClient(Supplier<DockerClient> making) {
        this.making = making;
    }

    synchronized DockerClient get() {
        DockerClient made = client;
        if (made == null) {
            made = making.get();
            client = made;
        }
        return made;
    }
}
