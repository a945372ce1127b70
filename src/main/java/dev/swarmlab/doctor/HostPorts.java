package dev.swarmlab.doctor;

import dev.swarmlab.engine.BusyPort;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * The TCP ports of the host on which labs are published.
 *
 * @param operatingSystem as Java names it, as in {@code Linux} or {@code Mac OS X}
 * @param busy whether something listens on a port
 */
record HostPorts(String operatingSystem, IntPredicate busy) {

    private static final int PATIENCE_MILLIS =
            (int) Patience.scaled(Duration.ofMillis(500)).toMillis();

    /** Of the host that swarmlab runs on. Linux has a list of them; elsewhere only a try tells. */
    static HostPorts ofThisHost() {
        String system = System.getProperty("os.name", "");
        if (system.equals("Linux")) {
            return new HostPorts(system, HostNetwork.read().listeningPorts()::contains);
        }
        return new HostPorts(system, HostPorts::answers);
    }

    /** Of an engine on another host, where only its containers can be seen. */
    static HostPorts unseen() {
        return new HostPorts("", port -> false);
    }

    boolean isBusy(int port) {
        return busy.test(port);
    }

    String advice(int port) {
        return BusyPort.advice(port, operatingSystem);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
