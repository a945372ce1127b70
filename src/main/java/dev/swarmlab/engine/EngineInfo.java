package dev.swarmlab.engine;

/**
 * An engine and its host, as the engine reports them. Texts that it does not report are empty, numbers 0.
 *
 * @param version as in {@code 26.1.5}
 * @param operatingSystem as in {@code Debian GNU/Linux 13 (trixie)}
 * @param kernel its version
 * @param architecture as in {@code x86_64}
 * @param processors the number that the engine can use
 * @param memoryBytes of the host
 * @param storageDriver as in {@code overlay2}
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param rootless whether the daemon runs without root
 */
public record EngineInfo(
        String version,
        String operatingSystem,
        String kernel,
        String architecture,
        int processors,
        long memoryBytes,
        String storageDriver,
        String cgroupVersion,
        boolean rootless) {}
