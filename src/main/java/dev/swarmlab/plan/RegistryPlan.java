package dev.swarmlab.plan;

/**
 * The lab's registry that will exist.
 *
 * @param image the image that it runs
 * @param address its fixed IPv4 address in the lab's network
 * @param hostPort its port on the host's loopback
 */
public record RegistryPlan(String container, String volume, String image, String address, int hostPort) {

    /** The name and port by which the lab's nodes know it. */
    public static final String NODE_ADDRESS = "registry:5000";

    /** The registry's port in its own container. */
    public static final int PORT = 5000;

    /** The name and port by which the outer engine knows it. Engines take a registry on loopback without TLS. */
    public String hostAddress() {
        return "localhost:" + hostPort;
    }
}
