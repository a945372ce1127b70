package dev.swarmlab.provision;

import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How {@code up} goes about it.
 *
 * @param deadline when to give up
 * @param keep whether what a failed run made stays for a look
 * @param diagnostics the folder in which a failed run creates the folder with its diagnostics
 * @param adopt whether a lab that was made from another file is updated too
 */
public record UpOptions(Deadline deadline, boolean keep, Path diagnostics, boolean adopt) {

    /** For all of it, building images for the first time included. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
}
