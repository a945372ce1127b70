package dev.swarmlab.engine.local;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Privileges;
import dev.swarmlab.process.Privileges.Capability;
import dev.swarmlab.process.SearchPath;
import java.util.List;
import java.util.Optional;

/**
 * What the private engine requires from the host.
 *
 * @param privileges of this process; empty when the host is not Linux
 * @param searchPath the folders to search for programs
 */
record PrivateEngineHost(Optional<Privileges> privileges, SearchPath searchPath) {

    private static final List<String> PROGRAMS = List.of(
            "awk",
            "chroot",
            "cut",
            "find",
            "grep",
            "mount",
            "pivot_root",
            "rm",
            "sed",
            "setsid",
            "sh",
            "tar",
            "umount",
            "unshare");

    static PrivateEngineHost ofThisProcess() {
        return new PrivateEngineHost(Privileges.ofThisProcess(), SearchPath.of(System.getenv()));
    }

    /** Why the private engine can't run on this host; empty when it can. */
    Optional<Failure> reasonItCannotRun() {
        if (privileges.isEmpty()) {
            return Optional.of(
                    impossible("this is not Linux").advise("Install Docker Desktop, start it, and try again."));
        }
        if (!privileges.get().isRoot()) {
            return Optional.of(impossible("it needs root")
                    .advise("Run swarmlab as root (sudo), or install an engine: apt-get install docker.io"));
        }
        for (Capability capability : Capability.values()) {
            if (!privileges.get().has(capability)) {
                return Optional.of(
                        impossible("root lacks " + capability + " here, as in a container without --privileged")
                                .advise("Mount /var/run/docker.sock into the container, set DOCKER_HOST, or start the"
                                        + " container with --privileged."));
            }
        }
        List<String> missing =
                PROGRAMS.stream().filter(program -> !searchPath.has(program)).toList();
        if (!missing.isEmpty()) {
            return Optional.of(impossible("this host has no " + String.join(", ", missing))
                    .advise("Install util-linux, coreutils, findutils, grep, sed, tar and awk, or an engine:"
                            + " apt-get install docker.io"));
        }
        return Optional.empty();
    }

    static Failure impossible(String reason) {
        return Failure.of(FailureKind.NO_ENGINE, "swarmlab cannot run a private Docker engine")
                .because(reason);
    }
}
