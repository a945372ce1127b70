package dev.swarmlab.engine.local;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Docker daemon that is not the private engine. Two daemons in one network namespace change each other's firewall
 * rules and the bridge docker0.
 *
 * @param description how it was detected, for messages
 */
record OtherDaemon(String description) {

    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final Path OWN_NETWORK = Path.of("/proc/self/ns/net");

    static Optional<OtherDaemon> find() {
        if (listens(DEFAULT_SOCKET)) {
            return Optional.of(new OtherDaemon("a program listens on " + DEFAULT_SOCKET));
        }
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
                .filter(process -> isInOwnNetwork(process.pid()))
                .map(process -> new OtherDaemon("dockerd runs as process " + process.pid()))
                .findFirst();
    }

    Failure refusal() {
        return Failure.of(FailureKind.FAILED, "the private engine can't run beside another Docker daemon")
                .because(description)
                .advise("Use the other daemon: unset DOCKER_HOST, or set it to its socket. Or stop it first.");
    }

    /** Also true when systemd listens on the socket and starts the daemon with the first connection. */
    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException notListening) {
            return false;
        }
    }

    private static boolean isInOwnNetwork(long pid) {
        try {
            Path network = Path.of("/proc", Long.toString(pid), "ns", "net");
            return Files.readSymbolicLink(network).equals(Files.readSymbolicLink(OWN_NETWORK));
        } catch (IOException hasEnded) {
            return false;
        }
    }
}
