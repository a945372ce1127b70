package dev.swarmlab.lab;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.process.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * The process for which a lab exists, such as the JVM of a test run. When it has ended without removing the lab, {@code
 * swarmlab prune} or the next test run does it.
 */
public record LabProcess(Caller caller) {

    /** Reads the labels of a lab's file volume or network; empty when the lab exists for no process. */
    static Optional<LabProcess> of(Map<String, String> labels) {
        return CallerLabels.read(Labels.PROCESS, labels).map(LabProcess::new);
    }

    public Map<String, String> labels() {
        return CallerLabels.of(Labels.PROCESS, caller);
    }

    /** Whether it has ended; false when this process can't see it, for example on another host. */
    public boolean hasEnded() {
        return caller.hasEnded();
    }

    /** Whether this process could see that it runs. */
    public boolean isVisible() {
        return caller.isVisible();
    }

    /** As in {@code process 4711 of ann@laptop}. */
    public String described() {
        return "process " + caller.pid() + " of " + caller.name();
    }
}
