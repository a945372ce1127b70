package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.SshAddress;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command lines of ssh to one engine, with the same options as those of the docker CLI. All other settings come
 * from the user's ssh configuration.
 *
 * <p>Ctrl-C in a terminal sends SIGINT to every program of the command, and without ssh the engine could not remove
 * what was created. A signal that is ignored when ssh starts stays ignored, except in a session over a shared login,
 * which a signal always ends. So a login that may ask for a password keeps the terminal and ignores its signals. All
 * others need no terminal and run in another process group, which the terminal does not signal.
 *
 * @param path finds ssh and its helpers
 */
record SshCommand(SshAddress address, SearchPath path) {

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** Ignores the signals of a terminal: Ctrl-C, Ctrl-\ (Java then prints its threads), and hangup. */
    private static final List<String> IGNORING_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT QUIT HUP; exec \"$@\"", "sh");

    /** For systems without setsid, such as macOS. */
    private static final List<String> IN_ANOTHER_GROUP = List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV");

    /** Whether ssh is installed. */
    boolean isInstalled() {
        return WINDOWS || path.has("ssh");
    }

    /** The ssh of Windows can't share connections, so each session is a login. */
    boolean sharesConnections() {
        return !WINDOWS;
    }

    /** A login that may ask for a password or a host key. */
    List<String> login(Path socket, Deadline deadline) {
        return onTerminal(ssh(shared("yes", socket), deadline));
    }

    /** A login that fails instead of asking. */
    List<String> silentLogin(Path socket, Deadline deadline) {
        return offTerminal(ssh(silent(shared("yes", socket)), deadline));
    }

    /** A session over a login. If the other host refuses it, ssh tries a login of its own. */
    List<String> session(Path socket, Deadline deadline) {
        return offTerminal(ssh(silent(shared("no", socket)), deadline));
    }

    /** A command with which a user can test ssh and docker. */
    String forUser() {
        return "ssh " + String.join(" ", destination()) + " version";
    }

    private List<String> shared(String master, Path socket) {
        return sharesConnections()
                ? List.of("-o", "ControlMaster=" + master, "-o", "ControlPersist=no", "-S", socket.toString())
                : List.of();
    }

    private static List<String> silent(List<String> options) {
        List<String> silent = new ArrayList<>(options);
        silent.addAll(List.of("-o", "BatchMode=yes"));
        return silent;
    }

    /** The time is rounded up, so that the deadline ends the command before ssh does. */
    private List<String> ssh(List<String> options, Deadline deadline) {
        List<String> command = new ArrayList<>();
        command.add(path.find("ssh").map(Path::toString).orElse("ssh"));
        command.addAll(List.of("-T", "-o", "ConnectTimeout=" + (deadline.left().toSeconds() + 1)));
        command.addAll(options);
        command.addAll(destination());
        command.addAll(List.of("system", "dial-stdio"));
        return command;
    }

    private List<String> destination() {
        List<String> destination = new ArrayList<>();
        String user = address.user();
        if (user != null) {
            destination.addAll(List.of("-l", user));
        }
        if (address.port() > 0) {
            destination.addAll(List.of("-p", Integer.toString(address.port())));
        }
        destination.addAll(List.of("--", address.host(), "docker"));
        if (!address.path().isEmpty()) {
            destination.addAll(List.of("--host", "unix://" + address.path()));
        }
        return destination;
    }

    private static List<String> onTerminal(List<String> ssh) {
        return WINDOWS ? ssh : joined(IGNORING_THE_TERMINAL, ssh);
    }

    private List<String> offTerminal(List<String> ssh) {
        Optional<Path> setsid = path.find("setsid");
        if (setsid.isPresent()) {
            return joined(List.of(setsid.get().toString()), ssh);
        }
        return path.has("perl") ? joined(IN_ANOTHER_GROUP, ssh) : ssh;
    }

    private static List<String> joined(List<String> wrapper, List<String> ssh) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(ssh);
        return command;
    }
}
