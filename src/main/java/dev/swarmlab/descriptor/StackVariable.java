package dev.swarmlab.descriptor;

/**
 * A variable that swarmlab gives to stack files and to the commands of checks and scenarios, so that the same files work
 * in every lab and on every kernel. It comes before a variable of the user's of the same name.
 */
public enum StackVariable {
    /** Where the nodes find the lab's registry, as in {@code registry:5000}. */
    REGISTRY,
    /** {@code vip} where the kernel has ip_vs, else {@code dnsrr}. */
    ENDPOINT_MODE,
    /** {@code ingress} where the kernel has ip_vs, else {@code host}. */
    PUBLISH_MODE
}
