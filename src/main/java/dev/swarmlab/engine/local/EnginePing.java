package dev.swarmlab.engine.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks with {@code GET /_ping} whether an engine answers on its unix socket. An existing socket file proves nothing.
 * Does not use docker-java, since loading it takes longer than starting the engine.
 */
final class EnginePing {

    private static final String REQUEST = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final int LONGEST_ANSWER = 8192;
    private static final Pattern SERVER = Pattern.compile("(?im)^Server: Docker/(\\S+)");

    private EnginePing() {}

    /**
     * Returns the version of the engine that answers on the socket.
     *
     * @param patience how long to wait for the answer
     * @throws IOException with the reason, when nothing listens, or the answer is late or its status is not 200
     */
    static String version(Path socket, Duration patience) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return versionIn(answer(channel, selector, System.nanoTime() + patience.toNanos()));
        }
    }

    private static String answer(SocketChannel channel, Selector selector, long endNanos) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_ANSWER);
        while (true) {
            long left = Math.max(1, (endNanos - System.nanoTime()) / 1_000_000);
            if (selector.select(left) == 0) {
                throw new IOException("it accepts connections but does not answer");
            }
            selector.selectedKeys().clear();
            int read = channel.read(buffer);
            String answer = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
            if (answer.contains(END_OF_HEADERS) || read < 0 || !buffer.hasRemaining()) {
                return answer;
            }
        }
    }

    /** The version in the headers of an answer; "unknown" when they have none. */
    static String versionIn(String answer) throws IOException {
        String status = answer.lines().findFirst().orElse("nothing");
        if (!status.matches("HTTP/1\\.\\d 200 .*")) {
            throw new IOException("it answers " + status);
        }
        Matcher server = SERVER.matcher(answer);
        return server.find() ? server.group(1) : "unknown";
    }
}
