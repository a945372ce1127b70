package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Facts that distinguish this Linux host from others. The address of a socket does not: the socket may be forwarded
 * from another host, or mounted into a container, and then the engine publishes ports on another loopback.
 *
 * @param name the host name; a container has its own, and its own loopback
 * @param memoryBytes the total memory; it differs a little even between hosts of the same type
 */
record ThisHost(String name, String kernel, long memoryBytes) {

    private static final int KILO = 1024;

    /**
     * Empty on other systems than Linux: there the engine runs in a virtual machine, whose ports are forwarded to the
     * host.
     */
    static Optional<ThisHost> read() {
        return read(Path.of("/proc"));
    }

    static Optional<ThisHost> read(Path proc) {
        try {
            return Optional.of(new ThisHost(
                    Files.readString(proc.resolve("sys/kernel/hostname")).strip(),
                    Files.readString(proc.resolve("sys/kernel/osrelease")).strip(),
                    memory(proc.resolve("meminfo"))));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static long memory(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * KILO)
                .findFirst()
                .orElse(0);
    }

    /**
     * Whether an engine runs on this host, or forwards its ports to it as Docker Desktop does for WSL 2.
     *
     * @param info the answer of the engine to {@code GET /info}
     */
    boolean carries(JsonNode info) {
        boolean desktop = info.path("OperatingSystem").asText("").startsWith("Docker Desktop")
                && kernel.toLowerCase(Locale.ROOT).contains("microsoft");
        return desktop
                || (info.path("Name").asText("").equals(name)
                        && info.path("KernelVersion").asText("").equals(kernel)
                        && info.path("MemTotal").asLong() == memoryBytes);
    }
}
