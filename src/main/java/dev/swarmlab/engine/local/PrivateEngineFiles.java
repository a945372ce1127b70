package dev.swarmlab.engine.local;

import java.nio.file.Path;

/**
 * Where the private engine keeps what it has. All of it is root's alone: the socket is as good as root.
 *
 * @param state what outlives a reboot: the root filesystem and the engine's data
 * @param run what doesn't: the socket and what is known of the running engine
 */
public record PrivateEngineFiles(Path state, Path run) {

    /** The place for the one private engine of this host. */
    public static PrivateEngineFiles ofThisHost() {
        return new PrivateEngineFiles(Path.of("/var/lib/swarmlab/engine"), Path.of("/run/swarmlab/engine"));
    }

    public Path socket() {
        return run.resolve("docker.sock");
    }

    public Path log() {
        return state.resolve("log");
    }

    /** Becomes /var/lib/docker. */
    Path data() {
        return state.resolve("data");
    }

    /** One for each version of the recipe. */
    Path root(String recipeHash) {
        return state.resolve("root-" + recipeHash);
    }

    Path lock() {
        return state.resolve("lock");
    }

    /** The log of the small steps before and after the engine's life. */
    Path stepLog() {
        return state.resolve("step.log");
    }

    Path pid() {
        return run.resolve("pid");
    }

    Path before() {
        return run.resolve("before");
    }

    /** What the clean-up left for others, a line each. */
    Path leftForOthers() {
        return run.resolve("before.left");
    }
}
