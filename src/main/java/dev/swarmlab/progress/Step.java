package dev.swarmlab.progress;

/** The steps of the commands that change a lab, with the titles that the user sees. */
public enum Step {
    IMAGES("images"),
    NETWORK("network"),
    REGISTRY("registry"),
    NODES("nodes"),
    SWARM("nodes joined"),
    DISTRIBUTION("images distributed"),
    READY("swarm ready"),
    OVERLAYS("networks"),
    STACKS("stacks"),
    REMOVAL("removed");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
