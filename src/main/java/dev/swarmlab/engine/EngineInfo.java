package dev.swarmlab.engine;

/**
 * What an engine says of itself.
 *
 * @param version the engine's version, as in {@code 26.1.5}
 * @param operatingSystem the name of its operating system, as in {@code Debian GNU/Linux 13 (trixie)}
 * @param kernel its kernel's version
 * @param architecture as in {@code x86_64}
 * @param processors how many it may use
 * @param memoryBytes how much memory it has
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
