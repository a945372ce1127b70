package dev.swarmlab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The privileges of a process. Being root is not enough: in an unprivileged container root can't mount.
 *
 * @param uid the effective user id, 0 for root
 * @param capabilities the effective capabilities, one bit each, numbered as in {@code linux/capability.h}
 */
public record Privileges(long uid, long capabilities) {

    public enum Capability {
        CAP_NET_ADMIN(12),
        CAP_SYS_ADMIN(21);

        private final int bit;

        Capability(int bit) {
            this.bit = bit;
        }
    }

    /** The privileges of this process; empty where there is no {@code /proc}, as on anything but Linux. */
    public static Optional<Privileges> ofThisProcess() {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc/self/status"))));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** Parses the content of {@code /proc/PID/status}. */
    static Privileges parse(String status) {
        long uid = -1;
        long capabilities = 0;
        for (String line : status.lines().toList()) {
            if (line.startsWith("Uid:")) {
                // The fields are the real, effective, saved and filesystem user ids.
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
