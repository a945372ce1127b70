package dev.swarmlab.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is and who said so.
 *
 * @param host as in {@code unix:///var/run/docker.sock}, {@code npipe:////./pipe/docker_engine} {@code tcp://host:2376}
 *     or {@code ssh://user@host:22}
 * @param certificates the folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, null without TLS
 * @param source who named it, for messages
 */
public record EngineEndpoint(URI host, @Nullable Path certificates, String source) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether it is a socket file or a named pipe. It may still lead to an engine on another host. */
    public boolean isSocket() {
        return "unix".equals(host.getScheme()) || "npipe".equals(host.getScheme());
    }

    /** Whether it is reached through the user's ssh. */
    public boolean isBehindSsh() {
        return "ssh".equals(host.getScheme());
    }

    /** Whether the engine is certainly on another host, so that nothing of its loopback can be reached. */
    public boolean isOnAnotherHost() {
        return isBehindSsh() || (!isSocket() && !LOOPBACK.contains(String.valueOf(host.getHost())));
    }

    @Override
    public String toString() {
        return host + " (" + source + ")";
    }
}
