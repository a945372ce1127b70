package dev.swarmlab.engine.choice;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Distinguishes a socket on which a process listens from a socket file that is left from a crash. */
final class SocketProbe {

    private SocketProbe() {}

    static boolean isListening(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException notListening) {
            return false;
        }
    }
}
