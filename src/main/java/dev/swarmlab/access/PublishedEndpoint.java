package dev.swarmlab.access;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The address at which other computers reach the daemon of a manager, with mutual TLS.
 *
 * @param node the manager's name
 * @param address a concrete address of the engine's host
 */
record PublishedEndpoint(String node, BindAddress address, int port) {

    private static final int CONNECT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(5)).toMillis();
    private static final int HANDSHAKE_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(10)).toMillis();

    /**
     * The endpoint of a manager.
     *
     * @param chosen an address that the user has chosen; null for that of the lab
     * @throws Failure when the lab has no address for other computers, or when another address was chosen
     */
    static PublishedEndpoint of(
            Engine engine, LabResources lab, EngineContainer manager, @Nullable BindAddress chosen) {
        BindAddress bind = BindAddress.parse(manager.label(Labels.BIND)).orElseThrow(() -> notBound(lab));
        return new PublishedEndpoint(
                LabClient.nameOf(manager),
                bind.isWildcard() ? concrete(engine, lab, bind, chosen) : only(lab, bind, chosen),
                Integer.parseInt(manager.label(Labels.PORT)));
    }

    private static BindAddress only(LabResources lab, BindAddress bind, @Nullable BindAddress chosen) {
        if (chosen != null && !chosen.equals(bind)) {
            throw Failure.of(FailureKind.WRONG_INPUT, "the lab " + lab.name() + " can't be reached at " + chosen)
                    .because("its managers are published on " + bind)
                    .advise("Omit --address, or choose another address with: " + up(lab, chosen.text()));
        }
        return bind;
    }

    private static BindAddress concrete(
            Engine engine, LabResources lab, BindAddress bind, @Nullable BindAddress chosen) {
        if (chosen == null || chosen.isWildcard()) {
            String addresses =
                    engine.isLocal() ? String.join(", ", HostNetwork.addresses(bind.isVersion4())) : "not known here";
            throw Failure.of(FailureKind.WRONG_INPUT, "the lab " + lab.name() + " has several addresses")
                    .because("its managers are published on " + bind + "; the addresses of the host are " + addresses)
                    .advise("Name the address that students can reach, as in: --address 192.0.2.10");
        }
        return chosen;
    }

    private static Failure notBound(LabResources lab) {
        return Failure.of(FailureKind.FAILED, "other computers can't reach the lab " + lab.name())
                .because("its managers are published on the loopback address of the engine's host only")
                .advise("Choose an address of that host which students can reach, as in: " + up(lab, "192.0.2.10")
                        + "\nThis recreates the containers of the managers; their data stays.");
    }

    private static String up(LabResources lab, String address) {
        return "swarmlab up --bind " + address + " "
                + lab.origin()
                        .map(origin -> origin.boundTo(null))
                        .map(Origin::arguments)
                        .orElse("FILE");
    }

    /** As the docker CLI writes it, as in {@code tcp://192.0.2.10:20345}. */
    URI uri() {
        return URI.create("tcp://" + address.withPort(port));
    }

    /**
     * Why a client can't connect to this address with a certificate of the lab; empty when it can. The server's
     * certificate must be of the lab and valid for the address.
     */
    Optional<String> problem(LabAuthority authority) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.text(), port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(HANDSHAKE_MILLISECONDS);
            try (SSLSocket secure = (SSLSocket)
                    authority.clientContext().getSocketFactory().createSocket(socket, address.text(), port, true)) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                secure.startHandshake();
            }
            return Optional.empty();
        } catch (SSLException exception) {
            return Optional.of("its certificate is not valid for this address: " + exception.getMessage());
        } catch (IOException exception) {
            return Optional.of(String.valueOf(exception.getMessage()));
        }
    }
}
