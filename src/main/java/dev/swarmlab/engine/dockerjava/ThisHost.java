package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What tells this Linux host from others. A socket's address doesn't: it may be forwarded from another host, or mounted
 * into a container, and the ports that its engine publishes on the loopback are not ours then.
 *
 * @param name the host's name; a container has one of its own, and a loopback of its own
 * @param memoryBytes all of it; kernels of equal hosts in a row rarely agree on it
 */
record ThisHost(String name, String kernel, long memoryBytes) {

    private static final int KILO = 1024;

    /** Empty where this is not Linux: the engine runs in a virtual machine there, whose ports are forwarded to the host. */
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
     * Whether an engine runs on this host. Docker Desktop forwards its virtual machine's ports to the loopback of the
     * Linux that Windows runs beside it.
     *
     * @param info what the engine says of itself
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
