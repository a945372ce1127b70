package dev.swarmlab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The user and the process that run a command. Other processes can find out whether it still runs.
 *
 * @param user the user's name on the host
 * @param host the host's name without its domain, since a laptop's domain changes with its network
 * @param processes the scope of the process id: the boot id of the host and the PID namespace; the host's name where
 *     there is no {@code /proc}
 * @param pid the process id
 * @param started when the process started, in a format of its operating system: a later process may get the same id
 */
public record Caller(String user, String host, String processes, long pid, String started) {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path FIRST_PROCESS = Path.of("/proc/1/stat");
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

    /** Indexes of state and start time in the fields after the command's name in {@code /proc/PID/stat}: proc(5). */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    public static Caller ofThisProcess() {
        String host = hostName();
        long pid = ProcessHandle.current().pid();
        return new Caller(
                System.getProperty("user.name", "unknown"),
                host,
                processes(host),
                pid,
                started(pid).orElse(""));
    }

    /** Another process of this host; empty when there is none with this id. */
    public static Optional<Caller> of(long pid) {
        Caller self = ofThisProcess();
        return started(pid).map(since -> new Caller(self.user, self.host, self.processes, pid, since));
    }

    /** Such as {@code ann@laptop}. */
    public String name() {
        return user + "@" + host;
    }

    /** Whether this process can see the caller's process, if it still runs. */
    public boolean isVisible() {
        return processes.equals(processes(hostName())) && canSeeOthers();
    }

    /** A host may hide the processes of other users: mount option hidepid in proc(5). */
    private static boolean canSeeOthers() {
        return !Files.exists(HOST_NAME) || Files.isReadable(FIRST_PROCESS);
    }

    /** Whether its process has ended; false when this process cannot see it. */
    public boolean hasEnded() {
        return isVisible() && !started(pid).equals(Optional.of(started));
    }

    private static String processes(String host) {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PID_NAMESPACE);
        } catch (IOException notLinux) {
            return host;
        }
    }

    /** When a process started; empty when there is no such process, or it is a zombie. */
    static Optional<String> started(long pid) {
        if (!Files.exists(HOST_NAME)) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process ->
                            process.info().startInstant().map(Instant::toString).orElse(""));
        }
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[STATE].equals("Z") ? Optional.empty() : Optional.of(fields[START_TIME]);
        } catch (IOException noSuchProcess) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        String name;
        try {
            name = Files.readString(HOST_NAME).strip();
        } catch (IOException notLinux) {
            name = nameByNetwork();
        }
        int domain = name.indexOf('.');
        return domain > 0 ? name.substring(0, domain) : name;
    }

    private static String nameByNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException exception) {
            return "unknown";
        }
    }
}
