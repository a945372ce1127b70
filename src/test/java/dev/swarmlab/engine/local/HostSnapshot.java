package dev.swarmlab.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mounts, interfaces, firewall rules, cgroups and processes of this host that an engine may change. */
record HostSnapshot(
        Set<String> mounts,
        Set<String> interfaces,
        Set<String> rules,
        Set<String> cgroups,
        Set<String> processes,
        String forwarding) {

    private static final Set<String> PROGRAMS =
            Set.of("dockerd", "containerd", "containerd-shim", "docker-init", "docker-proxy", "unshare");

    /**
     * The current state. Firewall rules are read with the programs in the private engine's root filesystem; without one
     * there are none.
     *
     * @param state the private engine's folder
     */
    static HostSnapshot now(Path state) throws IOException, InterruptedException {
        return new HostSnapshot(
                readMounts(),
                names(Path.of("/sys/class/net")),
                rules(state),
                findCgroups(),
                findProcesses(),
                Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward")).strip());
    }

    private static Set<String> readMounts() throws IOException {
        return new TreeSet<>(Files.readAllLines(Path.of("/proc/self/mounts")));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> findCgroups() throws IOException {
        try (Stream<Path> found = Files.find(
                Path.of("/sys/fs/cgroup"),
                2,
                (path, attributes) -> path.endsWith("swarmlab-engine") || path.endsWith("docker"))) {
            return found.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Running processes of Docker by id and command. Zombies have no command and are left out. */
    static Set<String> findProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> PROGRAMS.contains(
                                String.valueOf(Path.of(command).getFileName())))
                        .orElse(false))
                .map(process -> process.pid() + " " + process.info().command().orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Rules, user-defined chains and policies that drop. Listing a table creates its built-in chains, so they do not
     * count.
     */
    private static Set<String> rules(Path state) throws IOException, InterruptedException {
        Set<String> rules = new TreeSet<>();
        List<Path> roots;
        try (Stream<Path> entries = Files.list(state)) {
            roots = entries.filter(path -> String.valueOf(path.getFileName()).startsWith("root-"))
                    .toList();
        }
        for (Path root : roots) {
            for (String tool : List.of("iptables-nft-save", "ip6tables-nft-save", "iptables-legacy-save")) {
                Process process = new ProcessBuilder("chroot", root.toString(), "/usr/sbin/" + tool)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("-A") || line.contains(" DROP [") || line.contains(" - ["))
                        .forEach(line -> rules.add(tool + " " + line));
                process.waitFor();
            }
        }
        return rules;
    }
}
