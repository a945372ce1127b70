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
import java.util.function.Predicate;

/**
 * The addresses and TCP ports of the engine's host.
 *
 * @param operatingSystem the system property {@code os.name}, as in {@code Linux} or {@code Mac OS X}
 * @param busy whether a program listens on a port
 * @param ownAddress whether an IP address is one of the host's
 */
record HostPorts(String operatingSystem, IntPredicate busy, Predicate<String> ownAddress) {

    private static final int TIMEOUT_MILLIS =
            (int) Patience.scaled(Duration.ofMillis(500)).toMillis();

    /** The ports of this host. Linux lists the ports in use; on other systems each port is tried by a connection. */
    static HostPorts ofThisHost() {
        String system = System.getProperty("os.name", "");
        HostNetwork network = HostNetwork.read();
        IntPredicate busy = system.equals("Linux") ? network.listeningPorts()::contains : HostPorts::answers;
        return new HostPorts(system, busy, network::canListenOn);
    }

    /** The ports of another host, whose programs and addresses are unknown. */
    static HostPorts unknown() {
        return new HostPorts("", port -> false, address -> true);
    }

    boolean hasAddress(String address) {
        return ownAddress.test(address);
    }

    boolean isBusy(int port) {
        return busy.test(port);
    }

    /** How to free a busy port. */
    String advice(int port) {
        return BusyPort.advice(port, operatingSystem);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
