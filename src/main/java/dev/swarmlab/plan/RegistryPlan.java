package dev.swarmlab.plan;

/**
 * The lab's registry that will exist.
 *
 * @param image the image that it runs
 * @param address its fixed IPv4 address in the lab's network
 * @param hostPort its port on the host's loopback
 * @param anyPort whether another port would do as well, since nobody asked for this one
 */
public record RegistryPlan(
        String container, String volume, String image, String address, int hostPort, boolean anyPort) {

    /** The name and port by which the lab's nodes know it. */
    public static final String NODE_ADDRESS = "registry:5000";

    /** The registry's port in its own container. */
    public static final int PORT = 5000;

    /** The same on another port of the host. */
    public RegistryPlan onPort(int port) {
        return new RegistryPlan(container, volume, image, address, port, anyPort);
    }

    /** The name and port by which the outer engine knows it. Engines take a registry on loopback without TLS. */
    public String hostAddress() {
        return "localhost:" + hostPort;
    }
}
