package dev.swarmlab.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads facts about this host's kernel without a container, for an engine that has no node image yet. */
final class HostKernel {

    private HostKernel() {}

    /** {@link KernelFacts#UNKNOWN} unless this host runs Linux. */
    static KernelFacts read() {
        if (!Files.isReadable(Path.of("/proc/sys/kernel/osrelease"))) {
            return KernelFacts.UNKNOWN;
        }
        try {
            Process process = new ProcessBuilder(KernelFacts.command("read"))
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return KernelFacts.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException noShell) {
            return KernelFacts.UNKNOWN;
        }
    }
}
