package dev.swarmlab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs a command, and in which process, so that others can tell whether it still runs.
 *
 * @param user the user's name on the host
 * @param host the host's name without its domain, which changes with the network that a laptop is in
 * @param processes tells apart the spaces in which process ids count: the boot of a host and its PID namespace
 * @param pid the process id there
 * @param started when the process started, in the terms of its system: ids are given again to other processes
 */
public record Caller(String user, String host, String processes, long pid, String started) {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path FIRST_PROCESS = Path.of("/proc/1/stat");
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

    /** The state and the start time among the fields of {@code /proc/PID/stat} after the command's name, see proc(5). */
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

    /** As in {@code ann@laptop}. */
    public String name() {
        return user + "@" + host;
    }

    /** Whether its process can be seen from this one. */
    public boolean isVisible() {
        return processes.equals(processes(hostName())) && canSeeOthers();
    }

    /** A host may hide the processes of other users, see the mount option hidepid in proc(5). */
    private static boolean canSeeOthers() {
        return !Files.exists(HOST_NAME) || Files.isReadable(FIRST_PROCESS);
    }

    /** Whether its process can be seen to have ended. */
    public boolean hasEnded() {
        return isVisible() && !started(pid).equals(Optional.of(started));
    }

    private static String processes(String host) {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PID_NAMESPACE);
        } catch (IOException noLinux) {
            return host;
        }
    }

    /** Empty when there is no such process, or only its exit status is left. */
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
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        String name;
        try {
            name = Files.readString(HOST_NAME).strip();
        } catch (IOException noLinux) {
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
