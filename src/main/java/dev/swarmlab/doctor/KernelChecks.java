package dev.swarmlab.doctor;

import java.util.List;

/** Checks whether a kernel has what the nodes of a swarm need. */
final class KernelChecks {

    private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");

    private final KernelFacts facts;

    private KernelChecks(KernelFacts facts) {
        this.facts = facts;
    }

    static List<Finding> of(KernelFacts facts) {
        KernelChecks checks = new KernelChecks(facts);
        return List.of(checks.overlay(), checks.vxlan(), checks.bridgeNetfilter(), checks.ipvs(), checks.cgroups());
    }

    private Finding overlay() {
        Finding missing = Finding.warning(
                "overlay",
                "the kernel has no overlay filesystem",
                "Nodes store images as full copies (vfs): labs are slow and fill the disk.",
                load("overlay"));
        return module("overlay", missing);
    }

    private Finding vxlan() {
        Finding missing = Finding.failed(
                "vxlan",
                "the kernel has no vxlan",
                "Overlay networks don't work: containers on different nodes can't reach each other.",
                load("vxlan"));
        return module("vxlan", missing);
    }

    private Finding bridgeNetfilter() {
        Finding missing = Finding.warning(
                "br_netfilter",
                "the kernel has no br_netfilter",
                "Tasks with published ports stay in the state Preparing.",
                load("br_netfilter"));
        if (facts.text("bridge_nf_call_iptables").equals("0")) {
            return Finding.warning(
                    "br_netfilter",
                    "net.bridge.bridge-nf-call-iptables is 0",
                    "The rules of Docker's networks don't apply to traffic between containers: published ports may not"
                            + " answer.",
                    "On the engine's host: sysctl -w net.bridge.bridge-nf-call-iptables=1");
        }
        return module("br_netfilter", missing);
    }

    private Finding ipvs() {
        Finding missing = Finding.warning(
                "ip_vs",
                "the kernel has no ip_vs",
                "The routing mesh (ports published in ingress mode) and the virtual IP addresses of services don't"
                        + " answer. Everything else works.",
                "Write stack files that don't need ip_vs: endpoint_mode: dnsrr, ports with mode: host, and tasks.NAME"
                        + " as the address of a service.\n" + load("ip_vs"));
        return module("ip_vs", missing);
    }

    private Finding cgroups() {
        String version = facts.text("cgroup_version");
        List<String> controllers = facts.values("cgroup_controllers");
        if (version.isEmpty()) {
            return unread("cgroups");
        }
        List<String> missing = CONTROLLERS.stream()
                .filter(controller -> !controllers.contains(controller))
                .toList();
        if (missing.isEmpty()) {
            return Finding.ok("cgroups", "version " + version + " with " + String.join(", ", CONTROLLERS));
        }
        return Finding.warning(
                "cgroups",
                "version " + version + " without " + String.join(", ", missing),
                "Such limits are refused or have no effect, in the lab file and in stack files.",
                missing.contains("memory")
                        ? "Add cgroup_enable=memory to the kernel's command line on the engine's host, and reboot."
                        : "Delegate the controllers to the engine on its host, as systemd does by default.");
    }

    private Finding module(String name, Finding missing) {
        return switch (facts.module(name)) {
            case AVAILABLE -> Finding.ok(name, "in the kernel");
            case LOADABLE -> Finding.ok(name, "loaded on demand");
            case MISSING -> missing;
            case UNKNOWN -> unread(name);
        };
    }

    private static Finding unread(String id) {
        return Finding.unknown(id, "the engine's kernel could not be read", "", "");
    }

    private static String load(String module) {
        return "On the engine's host: modprobe " + module
                + "\nIf the module does not exist, install all modules of the kernel (the package linux-modules-extra"
                + " on Ubuntu, linux-image-amd64 on Debian).";
    }
}
