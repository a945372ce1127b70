package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.readiness.Patience;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an engine that can be closed in one direction. docker-java's connections can't, so a command in a
 * container would never see the end of its input (docker-java 1448, 1684).
 *
 * @param in the bytes from the engine
 * @param out the bytes to the engine
 * @param endOfOutput closes the direction to the engine
 * @param all closes the connection
 */
record RawConnection(InputStream in, OutputStream out, Closeable endOfOutput, Closeable all) implements Closeable {

    private static final int CONNECT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(10)).toMillis();

    /** A Windows named pipe can't be closed in one direction. */
    static boolean supports(EngineEndpoint endpoint) {
        return !"npipe".equals(endpoint.host().getScheme());
    }

    static RawConnection open(EngineEndpoint endpoint) throws IOException {
        if ("unix".equals(endpoint.host().getScheme())) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(endpoint.host().getPath()));
            return new RawConnection(reader(channel), writer(channel), channel::shutdownOutput, channel);
        }
        Socket socket = socket(endpoint);
        return new RawConnection(socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, socket);
    }

    private static Socket socket(EngineEndpoint endpoint) throws IOException {
        Path certificates = endpoint.certificates();
        String host = endpoint.host().getHost();
        int port = endpoint.host().getPort();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLISECONDS);
            return certificates == null ? plain : secured(plain, host, port, certificates);
        } catch (IOException | RuntimeException exception) {
            plain.close();
            throw exception;
        }
    }

    /**
     * Checks that the certificate is for this host: every other host with a certificate of the authority could answer.
     */
    private static Socket secured(Socket plain, String host, int port, Path certificates) throws IOException {
        plain.setSoTimeout(CONNECT_MILLISECONDS);
        SSLSocket secure = (SSLSocket) new LocalDirectorySSLConfig(certificates.toString())
                .getSSLContext()
                .getSocketFactory()
                .createSocket(plain, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        secure.setSoTimeout(0);
        return secure;
    }

    /** {@code Channels.newInputStream} would block the writer while it waits for input. */
    static InputStream reader(SocketChannel channel) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    static OutputStream writer(SocketChannel channel) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
