package dev.swarmlab.plan;

/** The role of a container of a lab. */
public enum Role {
    MANAGER("manager"),
    WORKER("worker"),
    REGISTRY("registry"),
    CACHE("cache");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** Docker's word for the role, as it is used in labels and host names. */
    public String word() {
        return word;
    }
}
