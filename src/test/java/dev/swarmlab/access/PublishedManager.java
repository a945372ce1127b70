package dev.swarmlab.access;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.certificate.MutualTls;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The manager of the lab {@code lab}, as a fake container with the label of {@code up --bind}, and a server with mutual
 * TLS in its place on the loopback address.
 */
public final class PublishedManager implements AutoCloseable {

    public final FakeEngine engine = new FakeLab("workers: 0").booted().engine;

    private final SSLServerSocket server;

    private PublishedManager(String bind, LabAuthority authority, List<String> validFor) throws IOException {
        server = (SSLServerSocket)
                MutualTls.context(authority.forServer("manager", "10.213.0.11", validFor), authority.certificatePem())
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
        server.setNeedClientAuth(true);
        Thread thread = new Thread(this::serve, "published manager");
        thread.setDaemon(true);
        thread.start();
        relabel(bind);
    }

    /** Listens on 127.0.0.2 with a certificate of the lab. */
    public static PublishedManager boundTo(String bind) throws IOException {
        return new PublishedManager(bind, FakeLab.AUTHORITY, List.of("127.0.0.2"));
    }

    /** The same with another certificate. */
    static PublishedManager boundTo(String bind, LabAuthority authority, String validFor) throws IOException {
        return new PublishedManager(bind, authority, List.of(validFor));
    }

    public int port() {
        return server.getLocalPort();
    }

    LabResources lab() {
        return LabResources.in(EngineSnapshot.of(engine, new Parallel(true)), "lab");
    }

    EngineContainer manager() {
        return lab().node("manager").orElseThrow();
    }

    private void relabel(String bind) {
        EngineContainer old = manager();
        Map<String, String> labels = new HashMap<>(old.labels());
        labels.put(Labels.BIND, bind);
        labels.put(Labels.PORT, String.valueOf(port()));
        engine.with(new EngineContainer(
                old.id(), old.name(), old.image(), old.state(), old.status(), labels, old.addresses(), old.ports()));
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException rejected) {
                // The client sees it too.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
