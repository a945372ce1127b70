package dev.swarmlab.provision;

import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.lab.TimeToLive;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of {@code up}.
 *
 * @param deadline when to give up
 * @param keep whether a failed run keeps what it created
 * @param diagnostics the folder in which a failed run creates a folder for its diagnostics
 * @param adopt whether to update a lab that was created from another file
 * @param context what the command adds to the diagnostics
 * @param timeToLive when the lab will expire, counted from the start of this run
 * @param classRegistry the registry that the lab uses; empty for a lab with a registry of its own
 * @param process the process for which the lab exists; empty to leave this as it is
 * @param outbound how new containers reach registries outside of the lab
 */
public record UpOptions(
        Deadline deadline,
        boolean keep,
        Path diagnostics,
        boolean adopt,
        DiagnosticsContext context,
        TimeToLive timeToLive,
        Optional<SharedRegistry> classRegistry,
        Optional<LabProcess> process,
        OutboundAccess outbound) {

    /** The time for the whole run, which may have to build images. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    /** The expiry of the lab stays the same, and it has a registry of its own. */
    public UpOptions(Deadline deadline, boolean keep, Path diagnostics, boolean adopt, DiagnosticsContext context) {
        this(
                deadline,
                keep,
                diagnostics,
                adopt,
                context,
                TimeToLive.UNCHANGED,
                Optional.empty(),
                Optional.empty(),
                OutboundAccess.NONE);
    }

    /** The same, and the command adds nothing to the diagnostics. */
    public UpOptions(Deadline deadline, boolean keep, Path diagnostics, boolean adopt) {
        this(deadline, keep, diagnostics, adopt, DiagnosticsContext.EMPTY);
    }

    /** The options of a student's lab, whose class has this registry. */
    public UpOptions with(SharedRegistry registry, Deadline ofLab) {
        return new UpOptions(
                ofLab, keep, diagnostics, adopt, context, timeToLive, Optional.of(registry), process, outbound);
    }

    /** The same options for a lab that exists for a process. */
    public UpOptions with(LabProcess other) {
        return new UpOptions(
                deadline, keep, diagnostics, adopt, context, timeToLive, classRegistry, Optional.of(other), outbound);
    }

    /** The same options with another time to live. */
    public UpOptions with(TimeToLive other) {
        return new UpOptions(deadline, keep, diagnostics, adopt, context, other, classRegistry, process, outbound);
    }

    /** The same options with another access to registries. */
    public UpOptions with(OutboundAccess other) {
        return new UpOptions(deadline, keep, diagnostics, adopt, context, timeToLive, classRegistry, process, other);
    }
}
