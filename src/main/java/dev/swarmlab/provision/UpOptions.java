package dev.swarmlab.provision;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How {@code up} goes about it.
 *
 * @param timeout how long all of it may take; building images for the first time included
 * @param keep whether what a failed run made stays for a look
 * @param evidence the folder below which a failed run leaves its evidence
 */
public record UpOptions(Duration timeout, boolean keep, Path evidence) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
}
