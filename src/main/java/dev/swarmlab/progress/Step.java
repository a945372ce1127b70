package dev.swarmlab.progress;

import java.util.Locale;

/** The steps of the commands that change a lab. */
public enum Step {
    IMAGES("images"),
    NETWORK("network"),
    REGISTRY("registry"),
    NODES("nodes"),
    JOIN("nodes joined"),
    DISTRIBUTION("images distributed"),
    SWARM("swarm ready"),
    NETWORKS("networks"),
    STACKS("stacks"),
    REMOVAL("removed"),
    RECREATION("recreated"),
    STOP("stopped"),
    COPY("data copied"),
    SAVE("images saved"),
    LOAD("images loaded");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    /** What users read, as in {@code images distributed}. It may change between versions. */
    public String title() {
        return title;
    }

    /** What programs read, as in {@code distribution}. It stays the same. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
