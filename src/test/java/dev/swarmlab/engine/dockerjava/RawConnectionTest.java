package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.certificate.MutualTls;
import dev.swarmlab.engine.EngineEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawConnectionTest {

    private final LabAuthority authority = LabAuthority.create("remote host");
    private Path certificates;

    @BeforeEach
    void client_certificates_are_in(@TempDir Path folder) throws IOException {
        certificates = folder;
        KeyPairInPem client = authority.clientForOthers();
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(folder.resolve("cert.pem"), client.certificate());
        Files.writeString(folder.resolve("key.pem"), client.privateKey());
    }

    @Test
    void connects_to_an_engine_with_a_certificate_for_its_name() throws IOException {
        try (SSLServerSocket engine = engine("127.0.0.1")) {
            CompletableFuture<Void> answer = answerOn(engine);
            try (RawConnection connection = RawConnection.open(at("127.0.0.1", engine))) {
                assertThat(connection.in().read()).isEqualTo('!');
            }
            answer.join();
        }
    }

    /** As somebody has who has copied the key of a node. */
    @Test
    void does_not_connect_to_an_engine_with_a_certificate_for_another_name() throws IOException {
        try (SSLServerSocket engine = engine("10.1.2.3")) {
            CompletableFuture<Void> answer = answerOn(engine);

            assertThatThrownBy(() -> RawConnection.open(at("127.0.0.2", engine)))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("127.0.0.2");
            answer.exceptionally(refused -> null).join();
        }
    }

    private SSLServerSocket engine(String address) throws IOException {
        return (SSLServerSocket) MutualTls.context(authority.forServer("engine", address), authority.certificatePem())
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
    }

    private EngineEndpoint at(String host, SSLServerSocket engine) {
        return new EngineEndpoint(URI.create("tcp://" + host + ":" + engine.getLocalPort()), certificates, "the test");
    }

    private static CompletableFuture<Void> answerOn(SSLServerSocket engine) {
        return CompletableFuture.runAsync(() -> {
            try (Socket client = engine.accept()) {
                ((SSLSocket) client).startHandshake();
                client.getOutputStream().write('!');
                client.getOutputStream().flush();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        });
    }
}
