package dev.swarmlab.doctor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Checks whether a host is large enough for a lab. The estimates are for idle nodes; services need more on top. */
final class ResourceChecks {

    private static final long MEBIBYTE = 1L << 20;
    private static final double GIBIBYTE = 1L << 30;

    /** Measured: 50 to 65 MiB in the cgroup of a node, and 20 MiB for its containerd-shim on the engine's host. */
    private static final long MEMORY_OF_NODE = 100 * MEBIBYTE;

    /** Measured: 120 MiB for a manager, most of it the raft log; less for a worker. */
    private static final long DISK_OF_NODE = 150 * MEBIBYTE;

    /** The images of the nodes, the registry and a few services. */
    private static final long DISK_OF_IMAGES = 1024 * MEBIBYTE;

    /** With cgroup v2, containerd uses one for each container to watch its memory. */
    private static final int INOTIFY_INSTANCES_OF_NODE = 4;

    /** For systemd and a desktop. The programs of root and all nodes share one limit. */
    private static final int INOTIFY_INSTANCES_OF_HOST = 40;

    private static final int NODES_OF_PROCESSOR = 20;

    private final HostResources host;
    private final Requirements requirements;

    private ResourceChecks(HostResources host, Requirements requirements) {
        this.host = host;
        this.requirements = requirements;
    }

    static List<Finding> of(HostResources host, Requirements requirements) {
        ResourceChecks checks = new ResourceChecks(host, requirements);
        return List.of(checks.inotify(), checks.processors(), checks.memory(), checks.disk());
    }

    /**
     * For how many more labs the resources of a host are enough. A resource that is unknown sets no limit.
     *
     * @param lab what each lab needs
     * @param running the number of running containers of labs
     */
    static List<Capacity.Limit> limits(HostResources host, Requirements lab, long running) {
        List<Capacity.Limit> limits = new ArrayList<>();
        long nodes = Math.max(1, lab.nodes());
        host.freeMemory()
                .ifPresent(free -> limits.add(new Capacity.Limit(
                        "memory",
                        size(free) + " free, about " + size(nodes * MEMORY_OF_NODE) + " for each lab",
                        free / (nodes * MEMORY_OF_NODE))));
        host.freeDisk()
                .ifPresent(free -> limits.add(new Capacity.Limit(
                        "disk",
                        size(free) + " free, about " + size(nodes * DISK_OF_NODE) + " for each lab and "
                                + size(DISK_OF_IMAGES) + " for images",
                        (free - DISK_OF_IMAGES) / (nodes * DISK_OF_NODE))));
        host.processors()
                .ifPresent(processors -> limits.add(new Capacity.Limit(
                        "processors",
                        processors + " for " + (processors * NODES_OF_PROCESSOR) + " nodes, of which " + running
                                + " exist",
                        (processors * NODES_OF_PROCESSOR - running) / nodes)));
        host.inotifyInstances()
                .ifPresent(limit -> limits.add(new Capacity.Limit(
                        "inotify",
                        "fs.inotify.max_user_instances is " + limit + ", about " + nodes * INOTIFY_INSTANCES_OF_NODE
                                + " for each lab",
                        (limit - INOTIFY_INSTANCES_OF_HOST - running * INOTIFY_INSTANCES_OF_NODE)
                                / (nodes * INOTIFY_INSTANCES_OF_NODE))));
        return limits;
    }

    private Finding inotify() {
        if (host.inotifyInstances().isEmpty()) {
            return unread("inotify");
        }
        long limit = host.inotifyInstances().getAsLong();
        int needed = INOTIFY_INSTANCES_OF_HOST + requirements.nodes() * INOTIFY_INSTANCES_OF_NODE;
        String found = "max_user_instances is " + limit + ", enough for about "
                + Math.max(0, (limit - INOTIFY_INSTANCES_OF_HOST) / INOTIFY_INSTANCES_OF_NODE) + " nodes";
        return needed <= limit
                ? Finding.ok("inotify", found)
                : Finding.warning(
                        "inotify",
                        found,
                        requirements.size()
                                + " may need more: then containers fail to start with \"too many open files\".",
                        "On the engine's host: sysctl -w fs.inotify.max_user_instances=" + Math.max(1024, needed));
    }

    private Finding processors() {
        if (host.processors().isEmpty()) {
            return unread("processors");
        }
        long processors = host.processors().getAsLong();
        String found = Long.toString(processors);
        if (requirements.mostCpus().compareTo(BigDecimal.valueOf(processors)) > 0) {
            return Finding.failedForLab(
                    "processors",
                    found,
                    "The engine refuses a node with cpus: "
                            + requirements.mostCpus().toPlainString() + ".",
                    "Write at most cpus: " + processors + " in the lab file.");
        }
        return requirements.nodes() <= processors * NODES_OF_PROCESSOR
                ? Finding.ok("processors", found)
                : Finding.warning(
                        "processors",
                        found,
                        "A lab of " + requirements.size() + " starts slowly.",
                        "Give it more time: swarmlab up --timeout 15m");
    }

    private Finding memory() {
        if (host.memory().isEmpty()) {
            return unread("memory");
        }
        long all = host.memory().getAsLong();
        long free = host.freeMemory().orElse(all);
        long needed = requirements.nodes() * MEMORY_OF_NODE;
        String found = size(all) + (host.freeMemory().isPresent() ? ", " + size(free) + " free" : "") + "; about "
                + size(needed) + " for " + requirements.idle();
        if (needed > all) {
            return Finding.failedForLab(
                    "memory",
                    found,
                    "The nodes don't fit into the memory.",
                    "Use fewer nodes, or give the engine's host more memory (Docker Desktop: Settings, Resources).");
        }
        if (needed > free) {
            return Finding.warning(
                    "memory",
                    found,
                    "The host may become slow, or its kernel may kill nodes. A lab that is already running counts"
                            + " twice.",
                    "Stop other programs, or remove other labs: swarmlab down LAB");
        }
        if (requirements.memoryLimits() > all) {
            return Finding.warning(
                    "memory",
                    found,
                    "The memory limits of the nodes add up to " + size(requirements.memoryLimits())
                            + ": the kernel kills nodes if they use that much.",
                    "Write smaller limits with memory: in the lab file.");
        }
        return Finding.ok("memory", found);
    }

    private Finding disk() {
        OptionalLong free = host.freeDisk();
        if (free.isEmpty()) {
            return unread("disk");
        }
        long nodes = requirements.nodes() * DISK_OF_NODE;
        long needed = DISK_OF_IMAGES + nodes;
        String found = size(free.getAsLong()) + " free; about " + size(needed) + " for " + requirements.size()
                + " and their images";
        String meaning =
                "The disk may fill while images are pulled: then the lab fails, and other containers may fail too.";
        String fix = "Free disk space, for example with: docker system prune";
        if (free.getAsLong() < nodes) {
            return Finding.failedForLab("disk", found, meaning, fix);
        }
        return free.getAsLong() < needed ? Finding.warning("disk", found, meaning, fix) : Finding.ok("disk", found);
    }

    private static Finding unread(String id) {
        return Finding.unknown(id, "the engine's host could not be read", "", "");
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
