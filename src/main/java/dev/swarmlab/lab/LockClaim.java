package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.process.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A claim to a lab's lock, by a command that holds the lock or waits for it. It is stored in the labels of a volume.
 *
 * @param token distinguishes the claims to one lock
 * @param since when the claim was created
 * @param until when the claim becomes stale, if its process can't be observed from this host
 */
public record LockClaim(String lab, String token, Caller caller, String command, Instant since, Instant until) {

    /** The process of a claim whose labels can't be read. */
    private static final Caller UNKNOWN = new Caller("", "", "", 0, "");

    /** The claim that a volume stores; empty when the volume is not a claim. */
    public static Optional<LockClaim> of(EngineVolume volume) {
        Map<String, String> labels = volume.labels();
        String lab = labels.getOrDefault(Labels.LAB, "");
        String token = labels.getOrDefault(Labels.LOCK, "");
        if (token.isEmpty() || !volume.name().equals(LabNames.lockVolume(lab, token))) {
            return Optional.empty();
        }
        Caller caller = CallerLabels.read(Labels.LOCK, labels).orElse(UNKNOWN);
        return Optional.of(new LockClaim(
                lab,
                token,
                caller,
                labels.getOrDefault(Labels.LOCK_COMMAND, ""),
                instant(labels.getOrDefault(Labels.LOCK_SINCE, "")),
                instant(labels.getOrDefault(Labels.LOCK_UNTIL, ""))));
    }

    public String volume() {
        return LabNames.lockVolume(lab, token);
    }

    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(CallerLabels.of(Labels.LOCK, caller));
        labels.put(Labels.LAB, lab);
        labels.put(Labels.LOCK, token);
        labels.put(Labels.LOCK_SINCE, since.toString());
        labels.put(Labels.LOCK_UNTIL, until.toString());
        labels.put(Labels.LOCK_COMMAND, command);
        return labels;
    }

    /** Whether its process has ended, or can't be observed from this host and its time is over. */
    public boolean isStale(Instant now) {
        return caller.isVisible() ? caller.hasEnded() : now.isAfter(until);
    }

    /** The command, its user and its process, for messages. */
    public String described() {
        return "`" + command + "` of " + caller.name() + ", process " + caller.pid() + ", since " + since;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
