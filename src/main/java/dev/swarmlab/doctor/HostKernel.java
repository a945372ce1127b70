package dev.swarmlab.doctor;

import dev.swarmlab.readiness.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads facts about this host's kernel without a container, for an engine that has no node image yet. */
final class HostKernel {

    /** As in a container, see {@link PrivilegedProbe}. A filesystem or a firewall that hangs must not stop doctor. */
    private static final Duration LIMIT = Patience.scaled(Duration.ofSeconds(20));

    private HostKernel() {}

    /** {@link KernelFacts#UNKNOWN} unless this host runs Linux. */
    static KernelFacts read() {
        if (!Files.isReadable(Path.of("/proc/sys/kernel/osrelease"))) {
            return KernelFacts.UNKNOWN;
        }
        return read(KernelFacts.command("read"), LIMIT);
    }

    /** @param command prints the facts, in less than the 64 KiB that a pipe holds */
    static KernelFacts read(List<String> command, Duration limit) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return KernelFacts.UNKNOWN;
            }
            return KernelFacts.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return KernelFacts.UNKNOWN;
        } catch (IOException noShell) {
            return KernelFacts.UNKNOWN;
        }
    }
}
