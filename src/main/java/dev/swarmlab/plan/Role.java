package dev.swarmlab.plan;

/** What a container of a lab is there for. */
public enum Role {
    MANAGER("manager"),
    WORKER("worker"),
    REGISTRY("registry");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** Docker's own word for it, as it stands in labels and hostnames. */
    public String word() {
        return word;
    }
}
