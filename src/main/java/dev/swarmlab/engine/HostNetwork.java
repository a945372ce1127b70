package dev.swarmlab.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the host that swarmlab runs on does with its own network. Read from Linux's {@code /proc}; on other systems the
 * engine lives in a virtual machine, whose routes are not ours to see, and everything here is empty.
 *
 * @param routes the destinations of its routes, in CIDR notation, the default route left out
 * @param listeningPorts the TCP ports on which something listens
 */
public record HostNetwork(Set<String> routes, Set<Integer> listeningPorts) {

    /** A host that can't be looked at. */
    public static final HostNetwork UNKNOWN = new HostNetwork(Set.of(), Set.of());

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

    /**
     * Whether a program on the host can listen on the address, which must be an IPv4 or IPv6 address without brackets.
     * Where the host is unknown, every address will do.
     */
    @SuppressWarnings("ReferenceEquality") // away from Linux, a host that is known has neither routes nor ports here
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

    /** The table's rows without its heading. */
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
