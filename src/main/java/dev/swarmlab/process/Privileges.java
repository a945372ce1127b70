package dev.swarmlab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel lets this process do. Being root is not enough: in an ordinary container root can't mount.
 *
 * @param uid the effective user id, 0 for root
 * @param capabilities the effective capabilities, one bit each
 */
public record Privileges(long uid, long capabilities) {

    /** The bits' numbers are those of {@code linux/capability.h}. */
    public enum Capability {
        CAP_NET_ADMIN(12),
        CAP_SYS_ADMIN(21);

        private final int bit;

        Capability(int bit) {
            this.bit = bit;
        }
    }

    /** Of this process; empty where there is no {@code /proc}, which means that this is not Linux. */
    public static Optional<Privileges> ofThisProcess() {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc/self/status"))));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** Reads the format of {@code /proc/PID/status}. */
    static Privileges parse(String status) {
        long uid = -1;
        long capabilities = 0;
        for (String line : status.lines().toList()) {
            if (line.startsWith("Uid:")) {
                // The real one, the effective one, and two more.
                uid = Long.parseLong(line.split("\\s+", -1)[2]);
            } else if (line.startsWith("CapEff:")) {
                capabilities = Long.parseUnsignedLong(line.split("\\s+", -1)[1], 16);
            }
        }
        return new Privileges(uid, capabilities);
    }

    public boolean isRoot() {
        return uid == 0;
    }

    public boolean has(Capability capability) {
        return (capabilities >>> capability.bit & 1) == 1;
    }
}
