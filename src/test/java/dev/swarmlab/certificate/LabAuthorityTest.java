package dev.swarmlab.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates as TLS sees them: between two sockets. */
@Timeout(30)
class LabAuthorityTest {

    private static final LabAuthority LAB = LabAuthority.create("lab");
    private static final LabAuthority ANOTHER = LabAuthority.create("another");

    @Test
    void a_client_of_the_lab_gets_in() throws Exception {
        assertThat(greeting(LAB.clientContext())).isEqualTo('!');
    }

    @Test
    void a_client_with_the_certificate_that_the_lab_keeps_gets_in() throws Exception {
        assertThat(greeting(LabAuthority.fromPem(LAB.toPem()).clientContext())).isEqualTo('!');
    }

    @Test
    void a_client_of_another_lab_stays_out() {
        assertThatThrownBy(() -> greeting(ANOTHER.clientContext())).isInstanceOf(SSLException.class);
    }

    @Test
    void a_client_of_another_lab_stays_out_even_if_it_trusts_the_server() {
        SSLContext client = MutualTls.context(ANOTHER.client(), LAB.certificatePem());

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    @Test
    void a_client_without_a_certificate_stays_out() throws Exception {
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trusting(LAB), null);

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    /** Whoever breaks into a node must not get from there into the others. */
    @Test
    void a_nodes_own_certificate_lets_nobody_in() {
        SSLContext client = MutualTls.context(LAB.forServer("worker01", "10.213.0.21"), LAB.certificatePem());

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "manager", "10.213.0.11"})
    void a_nodes_certificate_is_good_for_its_names_and_the_loopback(String name) throws Exception {
        assertThat(greeting(LAB.clientContext(), name)).isEqualTo('!');
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker01", "10.213.0.12"})
    void a_nodes_certificate_is_good_for_no_other(String name) {
        assertThatThrownBy(() -> greeting(LAB.clientContext(), name)).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA"
            })
    void anything_else_is_no_authority(String text) {
        assertThatThrownBy(() -> LabAuthority.fromPem(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_is_not_shown_by_accident() {
        KeyPairInPem pair = LAB.client();

        assertThat(pair.toString()).doesNotContain("PRIVATE KEY", pair.privateKey());
        assertThat(LAB.certificatePem()).doesNotContain("PRIVATE KEY");
    }

    private static int greeting(SSLContext client) throws IOException {
        return greeting(client, "localhost");
    }

    /** What a server that asks for the lab's certificates says to a client which believes that it has that name. */
    private static int greeting(SSLContext client, String name) throws IOException {
        SSLContext context = MutualTls.context(LAB.forServer("manager", "10.213.0.11"), LAB.certificatePem());
        try (SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> greet(server));
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                    .createSocket(
                            new java.net.Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                            name,
                            server.getLocalPort(),
                            true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                return socket.getInputStream().read();
            } finally {
                served.join();
            }
        }
    }

    private static void greet(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write('!');
        } catch (IOException notLetIn) {
            return; // the client hears of it
        }
    }

    private static TrustManager[] trusting(LabAuthority authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                LabAuthority.x509(
                        Pem.decode(Pem.CERTIFICATE, authority.certificatePem()).get(0)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }
}
