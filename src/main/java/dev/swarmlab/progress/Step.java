package dev.swarmlab.progress;

/** The steps of the commands that change something, in the words that the user sees. */
public enum Step {
    IMAGES("images"),
    NETWORK("network"),
    REGISTRY("registry"),
    NODES("nodes"),
    SWARM("joined"),
    DISTRIBUTION("images on nodes"),
    READY("swarm"),
    OVERLAYS("networks"),
    STACKS("stacks"),
    REMOVAL("removal");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
