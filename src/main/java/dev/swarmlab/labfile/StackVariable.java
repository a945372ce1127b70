package dev.swarmlab.labfile;

import java.util.Arrays;

/**
 * A variable that swarmlab sets for stack files and for the commands of checks and scenarios, so that the same files
 * work in every lab and on every kernel. It overrides a variable of the user with the same name. Lab files can use
 * {@link #LAB} too.
 */
public enum StackVariable {
    /** The address of the lab's registry for the nodes, as in {@code registry:5000}. */
    REGISTRY("registry:5000"),
    /** {@code vip} if the kernel has ip_vs, else {@code dnsrr}. */
    ENDPOINT_MODE("vip"),
    /** {@code ingress} if the kernel has ip_vs, else {@code host}. */
    PUBLISH_MODE("ingress"),
    /** The name of the lab. */
    LAB("lab");

    private final String example;

    StackVariable(String example) {
        this.example = example;
    }

    /** A value that it can have in a lab, for checking stack files without a lab. */
    public String example() {
        return example;
    }

    /** Whether one of these variables has that name. */
    public static boolean isName(String name) {
        return Arrays.stream(values()).anyMatch(variable -> variable.name().equals(name));
    }
}
