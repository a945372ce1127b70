package dev.swarmlab.engine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The routes and listening ports of the host on which swarmlab runs, read from {@code /proc}. Both are empty on other
 * systems than Linux: there the engine runs in a virtual machine with routes of its own.
 *
 * @param routes the destinations of IPv4 routes, in CIDR notation, without the default route
 * @param listeningPorts the TCP ports on which a program listens
 */
public record HostNetwork(Set<String> routes, Set<Integer> listeningPorts) {

    /** A host whose network can't be read. */
    public static final HostNetwork UNKNOWN = new HostNetwork(Set.of(), Set.of());

    /** The TCP state in {@code /proc/net/tcp}. */
    private static final int LISTEN = 0x0A;

    public static HostNetwork read() {
        return read(Path.of("/proc/net"));
    }

    static HostNetwork read(Path folder) {
        Set<String> routes = new TreeSet<>();
        for (String[] columns : rows(folder.resolve("route"), 8)) {
            long mask = littleEndian(columns[7]);
            if (mask != 0) {
                routes.add(dotted(littleEndian(columns[1])) + "/" + Long.bitCount(mask));
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String[] columns : rows(folder.resolve(table), 4)) {
                if (Integer.parseInt(columns[3], 16) == LISTEN) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return new HostNetwork(routes, ports);
    }

    /** The addresses of this host at which other computers may reach it, IPv4 or IPv6. */
    public static List<String> addresses(boolean version4) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> version4 == address instanceof Inet4Address)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                    .sorted()
                    .toList();
        } catch (SocketException exception) {
            return List.of();
        }
    }

    /**
     * Whether a program on the host can listen on the address, which must be an IPv4 or IPv6 address without brackets.
     * Where the host is unknown, the answer is yes.
     */
    @SuppressWarnings("ReferenceEquality") // on other systems than Linux, read() returns a value that equals UNKNOWN
    public boolean canListenOn(String address) {
        if (this == UNKNOWN) {
            return true;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            return true;
        } catch (IOException exception) {
            return false;
        }
    }

    /** The rows of a table without its heading; none when the file can't be read. */
    private static List<String[]> rows(Path table, int columns) {
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row.length >= columns)
                    .toList();
        } catch (IOException noSuchTable) {
            return List.of();
        }
    }

    private static long littleEndian(String hexadecimal) {
        return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hexadecimal, 16)));
    }

    private static String dotted(long address) {
        return String.join(".", byteOf(address, 24), byteOf(address, 16), byteOf(address, 8), byteOf(address, 0));
    }

    private static String byteOf(long address, int shift) {
        return Long.toString((address >> shift) & 255);
    }
}
