package dev.swarmlab.labfile;

import java.util.Arrays;

/**
 * A variable that swarmlab gives to stack files and to the commands of checks and scenarios, so that the same files work
 * in every lab and on every kernel. It comes before a variable of the user's of the same name.
 */
public enum StackVariable {
    /** Where the nodes find the lab's registry, as in {@code registry:5000}. */
    REGISTRY("registry:5000"),
    /** {@code vip} where the kernel has ip_vs, else {@code dnsrr}. */
    ENDPOINT_MODE("vip"),
    /** {@code ingress} where the kernel has ip_vs, else {@code host}. */
    PUBLISH_MODE("ingress");

    private final String example;

    StackVariable(String example) {
        this.example = example;
    }

    /** What it may be in a lab, for reading files while there is none. */
    public String example() {
        return example;
    }

    public static boolean isName(String name) {
        return Arrays.stream(values()).anyMatch(variable -> variable.name().equals(name));
    }
}
