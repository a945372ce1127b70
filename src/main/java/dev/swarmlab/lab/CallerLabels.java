package dev.swarmlab.lab;

import dev.swarmlab.process.Caller;
import java.util.Map;
import java.util.Optional;

/** The user and the process of a command in the labels of a volume or network. */
final class CallerLabels {

    private static final String USER = ".user";
    private static final String HOST = ".host";
    private static final String PROCESSES = ".processes";
    private static final String PID = ".pid";
    private static final String STARTED = ".started";

    private CallerLabels() {}

    /** @param prefix of the labels' keys */
    static Map<String, String> of(String prefix, Caller caller) {
        return Map.of(
                prefix + USER,
                caller.user(),
                prefix + HOST,
                caller.host(),
                prefix + PROCESSES,
                caller.processes(),
                prefix + PID,
                String.valueOf(caller.pid()),
                prefix + STARTED,
                caller.started());
    }

    /** Empty without a process id. Other labels that are missing count as empty. */
    static Optional<Caller> read(String prefix, Map<String, String> labels) {
        String pid = labels.getOrDefault(prefix + PID, "");
        return pid.matches("\\d{1,18}")
                ? Optional.of(new Caller(
                        labels.getOrDefault(prefix + USER, ""),
                        labels.getOrDefault(prefix + HOST, ""),
                        labels.getOrDefault(prefix + PROCESSES, ""),
                        Long.parseLong(pid),
                        labels.getOrDefault(prefix + STARTED, "")))
                : Optional.empty();
    }
}
