package dev.swarmlab.engine.local;

import java.nio.file.Path;

/**
 * The files of the private engine. Only root can read them, since access to the socket gives root rights.
 *
 * @param state the folder that survives a reboot: the root filesystem and the engine's data
 * @param run the folder that does not: the socket and files about the running engine
 */
public record PrivateEngineFiles(Path state, Path run) {

    /** The files of this host's private engine. A host has one. */
    public static PrivateEngineFiles ofThisHost() {
        return new PrivateEngineFiles(Path.of("/var/lib/swarmlab/engine"), Path.of("/run/swarmlab/engine"));
    }

    public Path socket() {
        return run.resolve("docker.sock");
    }

    public Path log() {
        return state.resolve("log");
    }

    /** The engine's {@code /var/lib/docker}. */
    Path data() {
        return state.resolve("data");
    }

    /** The root filesystem of one version of the recipe. */
    Path root(String recipeHash) {
        return state.resolve("root-" + recipeHash);
    }

    Path lock() {
        return state.resolve("lock");
    }

    /** The log of the last program that prepared the engine or cleaned up after it. */
    Path stepLog() {
        return state.resolve("step.log");
    }

    Path pid() {
        return run.resolve("pid");
    }

    /** The folder with the host's recorded network, see {@link HostState}. */
    Path before() {
        return run.resolve("before");
    }

    /** The changes that the clean-up kept, and why, one per line. */
    Path leftForOthers() {
        return run.resolve("before.left");
    }
}
