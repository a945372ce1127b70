package dev.swarmlab.doctor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Judges whether a machine is large enough for a lab. The estimates are for idle nodes; what a stack takes comes on top. */
final class MachineChecks {

    private static final long MEBIBYTE = 1L << 20;
    private static final double GIBIBYTE = 1L << 30;

    /** Measured: 50 to 65 MiB in a node's control group, and 20 MiB for its containerd-shim on the engine. */
    private static final long MEMORY_OF_NODE = 100 * MEBIBYTE;

    /** Measured: 120 MiB for a manager, most of it the swarm's log; less for a worker. */
    private static final long DISK_OF_NODE = 150 * MEBIBYTE;

    /** The images of a node, a registry and a few services. */
    private static final long DISK_OF_IMAGES = 1024 * MEBIBYTE;

    /** containerd watches the memory of each container with one, where cgroups have version 2. */
    private static final int INOTIFY_INSTANCES_OF_NODE = 4;

    /** What systemd and a desktop take; root's own programs and all nodes share one limit. */
    private static final int INOTIFY_INSTANCES_OF_HOST = 40;

    private static final int NODES_OF_PROCESSOR = 20;

    private final Machine machine;
    private final Requirements requirements;

    private MachineChecks(Machine machine, Requirements requirements) {
        this.machine = machine;
        this.requirements = requirements;
    }

    static List<Finding> of(Machine machine, Requirements requirements) {
        MachineChecks checks = new MachineChecks(machine, requirements);
        return List.of(checks.inotify(), checks.processors(), checks.memory(), checks.disk());
    }

    private Finding inotify() {
        if (machine.inotifyInstances().isEmpty()) {
            return unseen("inotify");
        }
        long limit = machine.inotifyInstances().getAsLong();
        int needed = INOTIFY_INSTANCES_OF_HOST + requirements.nodes() * INOTIFY_INSTANCES_OF_NODE;
        String found = "max_user_instances is " + limit + ", enough for about "
                + Math.max(0, (limit - INOTIFY_INSTANCES_OF_HOST) / INOTIFY_INSTANCES_OF_NODE) + " nodes";
        return needed <= limit
                ? Finding.ok("inotify", found)
                : Finding.warning(
                        "inotify",
                        found,
                        "With " + requirements.size()
                                + " they may run out: containers then do not start and say \"too many open"
                                + " files\".",
                        "On the engine's host: sysctl -w fs.inotify.max_user_instances=" + Math.max(1024, needed));
    }

    private Finding processors() {
        if (machine.processors().isEmpty()) {
            return unseen("processors");
        }
        long processors = machine.processors().getAsLong();
        String found = Long.toString(processors);
        if (requirements.mostCpus().compareTo(BigDecimal.valueOf(processors)) > 0) {
            return Finding.failedForLab(
                    "processors",
                    found,
                    "The engine refuses a node with cpus: "
                            + requirements.mostCpus().toPlainString() + ".",
                    "Write at most cpus: " + processors + " in the descriptor.");
        }
        return requirements.nodes() <= processors * NODES_OF_PROCESSOR
                ? Finding.ok("processors", found)
                : Finding.warning(
                        "processors",
                        found,
                        "A lab of " + requirements.size() + " starts slowly on so few.",
                        "Give it time, as in: swarmlab up --timeout 15m");
    }

    private Finding memory() {
        if (machine.memory().isEmpty()) {
            return unseen("memory");
        }
        long all = machine.memory().getAsLong();
        long free = machine.freeMemory().orElse(all);
        long needed = requirements.nodes() * MEMORY_OF_NODE;
        String found = size(all) + (machine.freeMemory().isPresent() ? ", " + size(free) + " free" : "") + "; about "
                + size(needed) + " for " + requirements.idle();
        if (needed > all) {
            return Finding.failedForLab(
                    "memory",
                    found,
                    "The nodes do not fit.",
                    "Ask for fewer nodes, or give the engine's machine more memory (Docker Desktop: Settings,"
                            + " Resources).");
        }
        if (needed > free) {
            return Finding.warning(
                    "memory",
                    found,
                    "The kernel may kill nodes, or the machine becomes slow. A lab that runs already is counted twice.",
                    "End other programs or labs, as in: swarmlab down --all");
        }
        if (requirements.memoryLimits() > all) {
            return Finding.warning(
                    "memory",
                    found,
                    "The nodes' limits allow them " + size(requirements.memoryLimits())
                            + " together: the kernel kills some if" + " they use that.",
                    "Write smaller limits with memory: in the descriptor.");
        }
        return Finding.ok("memory", found);
    }

    private Finding disk() {
        OptionalLong seen = machine.freeDisk();
        if (seen.isEmpty()) {
            return unseen("disk");
        }
        long nodes = requirements.nodes() * DISK_OF_NODE;
        long needed = DISK_OF_IMAGES + nodes;
        String found = size(seen.getAsLong()) + " free; about " + size(needed) + " for " + requirements.size()
                + " and their images";
        String meaning =
                "The disk fills while images are pulled: the lab fails half-made, and other containers suffer.";
        String fix = "Make room, as in: docker system prune";
        if (seen.getAsLong() < nodes) {
            return Finding.failedForLab("disk", found, meaning, fix);
        }
        return seen.getAsLong() < needed ? Finding.warning("disk", found, meaning, fix) : Finding.ok("disk", found);
    }

    private static Finding unseen(String id) {
        return Finding.unknown(id, "the engine's machine could not be looked at", "", "");
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
