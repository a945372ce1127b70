package dev.swarmlab.access;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeDaemons;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/**
 * What another program needs to connect to a node's daemon.
 *
 * @param address such as {@code tcp://127.0.0.1:32768}
 * @param certificates the folder with the client's certificate and key
 */
public record NodeEndpoint(URI address, Path certificates) {

    private static final int CONNECT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(2)).toMillis();
    private static final int HANDSHAKE_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(10)).toMillis();

    /**
     * The endpoint of a running node. Writes the client certificates of its lab.
     *
     * @throws Failure when the node does not answer on this host's loopback address, as with a remote engine
     */
    public static NodeEndpoint of(
            Engine engine, LabResources lab, EngineContainer node, ClientCertificates certificates) {
        int port = Integer.parseInt(node.label(Labels.PORT));
        LabAuthority authority = NodeDaemons.authorityOf(engine, lab);
        if (!answers(port, authority)) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the daemon of " + node.label(Labels.NODE) + " can't be reached from here")
                    .because("it listens on the loopback address of the host of the engine at " + engine.address())
                    .advise("Run docker in the node instead: swarmlab docker -- node ls");
        }
        return new NodeEndpoint(
                URI.create("tcp://" + LabRun.LOOPBACK + ":" + port),
                certificates.of(engine.address(), lab.name(), authority));
    }

    /**
     * Whether the node answers. The engine may be on another host, and another program may listen on this port here. So
     * only a certificate from the lab's authority counts.
     */
    private static boolean answers(int port, LabAuthority authority) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(HANDSHAKE_MILLISECONDS);
            try (SSLSocket secure = (SSLSocket)
                    authority.clientContext().getSocketFactory().createSocket(socket, LabRun.LOOPBACK, port, true)) {
                secure.startHandshake();
            }
            return true;
        } catch (IOException notThisNode) {
            return false;
        }
    }
}
