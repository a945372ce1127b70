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
 * A Docker daemon that is not ours. Two in one network namespace would fight over the bridge docker0 and the firewall's
 * rules.
 *
 * @param description how it was noticed
 */
record OtherDaemon(String description) {

    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final Path OWN_NETWORK = Path.of("/proc/self/ns/net");

    static Optional<OtherDaemon> find() {
        if (listens(DEFAULT_SOCKET)) {
            return Optional.of(new OtherDaemon("something listens on " + DEFAULT_SOCKET));
        }
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
                .filter(process -> sharesOurNetwork(process.pid()))
                .map(process -> new OtherDaemon("dockerd runs as process " + process.pid()))
                .findFirst();
    }

    Failure refusal() {
        return Failure.of(FailureKind.FAILED, "no private engine is started beside another Docker daemon")
                .because(description)
                .advise("Use that one: unset DOCKER_HOST, or set it to that daemon's socket. Or end it first.");
    }

    /** Also true of a socket on which systemd listens for a daemon that starts with the first call. */
    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean sharesOurNetwork(long pid) {
        try {
            Path network = Path.of("/proc", Long.toString(pid), "ns", "net");
            return Files.readSymbolicLink(network).equals(Files.readSymbolicLink(OWN_NETWORK));
        } catch (IOException hasJustEnded) {
            return false;
        }
    }
}
