package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A complete dashboard in this process, with a fake swarm. */
final class TestDashboard implements AutoCloseable {

    final FakeSwarmSource swarm = new FakeSwarmSource();

    private final StatePublisher publisher = new StatePublisher();
    private final SwarmWatcher watcher =
            new SwarmWatcher(swarm, new LabState("fake", publisher), publisher::hasViewers);
    private DashboardServer server;

    TestDashboard() {
        server = serve(0);
        publisher.start();
    }

    /** Starts to watch the swarm. */
    void start() {
        watcher.start();
    }

    String address() {
        return "http://localhost:" + server.port() + "/";
    }

    /** Stops the server, runs {@code meanwhile}, and starts the server on the same port. The watcher continues. */
    void restartAfter(Runnable meanwhile) {
        int port = server.port();
        server.close();
        meanwhile.run();
        server = serve(port);
    }

    private DashboardServer serve(int port) {
        try {
            return DashboardServer.start(publisher, Access.local(), port);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        server.close();
        watcher.close();
        publisher.close();
    }
}
