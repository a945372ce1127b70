package dev.swarmlab.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is and who said so.
 *
 * @param host as in {@code unix:///var/run/docker.sock}, {@code npipe:////./pipe/docker_engine} or {@code tcp://host:2376}
 * @param certificates the folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, null without TLS
 * @param source who named it, for messages
 */
public record EngineEndpoint(URI host, @Nullable Path certificates, String source) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether the engine shares the loopback of this process: it is reached through a socket file or a named pipe. */
    public boolean isLocal() {
        return !"tcp".equals(host.getScheme());
    }

    /** Whether the engine is certainly on another host, so that nothing of its loopback can be reached. */
    public boolean isOnAnotherHost() {
        return !isLocal() && !LOOPBACK.contains(String.valueOf(host.getHost()));
    }

    @Override
    public String toString() {
        return host + " (" + source + ")";
    }
}
