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

/** Uses the certificates in TLS connections between two sockets. */
@Timeout(30)
class LabAuthorityTest {

    private static final LabAuthority LAB = LabAuthority.create("lab");
    private static final LabAuthority ANOTHER = LabAuthority.create("another");

    @Test
    void a_client_of_the_lab_is_accepted() throws Exception {
        assertThat(greeting(LAB.clientContext())).isEqualTo('!');
    }

    @Test
    void a_client_with_the_certificate_that_the_nodes_store_is_accepted() throws Exception {
        assertThat(greeting(LabAuthority.fromPem(LAB.toPem()).clientContext())).isEqualTo('!');
    }

    @Test
    void a_client_of_another_lab_rejects_the_server() {
        assertThatThrownBy(() -> greeting(ANOTHER.clientContext())).isInstanceOf(SSLException.class);
    }

    @Test
    void a_client_of_another_lab_that_trusts_the_server_is_rejected() {
        SSLContext client = MutualTls.context(ANOTHER.client(), LAB.certificatePem());

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    @Test
    void a_client_without_a_certificate_is_rejected() throws Exception {
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trusting(LAB), null);

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    /** So a process that reads a node's certificate cannot use the daemons of other nodes. */
    @Test
    void a_nodes_own_certificate_is_rejected_as_client_certificate() {
        SSLContext client = MutualTls.context(LAB.forServer("worker01", "10.213.0.21"), LAB.certificatePem());

        assertThatThrownBy(() -> greeting(client)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "manager", "10.213.0.11"})
    void a_nodes_certificate_is_valid_for_its_names_and_the_loopback_address(String name) throws Exception {
        assertThat(greeting(LAB.clientContext(), name)).isEqualTo('!');
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker01", "10.213.0.12"})
    void a_nodes_certificate_is_invalid_for_other_names(String name) {
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
    void refuses_a_text_that_is_no_authority(String text) {
        assertThatThrownBy(() -> LabAuthority.fromPem(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_for_logs_contain_no_private_key() {
        KeyPairInPem pair = LAB.client();

        assertThat(pair.toString()).doesNotContain("PRIVATE KEY", pair.privateKey());
        assertThat(LAB.certificatePem()).doesNotContain("PRIVATE KEY");
    }

    private static int greeting(SSLContext client) throws IOException {
        return greeting(client, "localhost");
    }

    /** The byte that a server with mutual TLS sends to a client that expects this server name. */
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
        } catch (IOException rejected) {
            return; // the client gets an error
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
