package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A whole dashboard in this process, of a swarm that the test plays. */
final class TestDashboard implements AutoCloseable {

    final FakeSwarmSource swarm = new FakeSwarmSource();

    private final StatePublisher publisher = new StatePublisher();
    private final SwarmWatcher watch = new SwarmWatcher(swarm, new LabState("played", publisher), publisher::hasViewers);
    private DashboardServer server;

    TestDashboard() {
        server = serve(0);
        publisher.start();
    }

    /** From now on the swarm is looked at. */
    void start() {
        watch.start();
    }

    String address() {
        return "http://localhost:" + server.port() + "/";
    }

    /** The dashboard goes away and comes back at the same address; the watch does not notice. */
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
        watch.close();
        publisher.close();
    }
}
