package dev.swarmlab.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The address of an engine, and where the address comes from.
 *
 * @param host as in {@code unix:///var/run/docker.sock}, {@code npipe:////./pipe/docker_engine},
 *     {@code tcp://host:2376} or {@code ssh://user@host:22}
 * @param certificates the folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, null without TLS
 * @param source what named it, as in {@code DOCKER_HOST}, for messages
 */
public record EngineEndpoint(URI host, @Nullable Path certificates, String source) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether it is a Unix socket or a named pipe. The engine behind it may be on another host. */
    public boolean isSocket() {
        return "unix".equals(host.getScheme()) || "npipe".equals(host.getScheme());
    }

    /** Whether it is reached through the user's ssh. */
    public boolean isBehindSsh() {
        return "ssh".equals(host.getScheme());
    }

    /** Whether the engine is certainly on another host, so that its loopback can't be reached. */
    public boolean isOnAnotherHost() {
        return isBehindSsh() || (!isSocket() && !LOOPBACK.contains(String.valueOf(host.getHost())));
    }

    @Override
    public String toString() {
        return host + " (" + source + ")";
    }
}
