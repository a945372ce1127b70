package dev.swarmlab.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel of the host that swarmlab runs on, only looked at: for engines that have no image yet to look from. */
final class HostKernel {

    private HostKernel() {}

    /** Nothing where this is not Linux: the engine's kernel is a virtual machine's then. */
    static KernelFacts look() {
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
