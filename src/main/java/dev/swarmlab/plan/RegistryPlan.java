package dev.swarmlab.plan;

/**
 * The registry of a plan.
 *
 * @param image the image of its container
 * @param address its static IPv4 address in the lab's network
 * @param hostPort its port on the host's loopback address
 * @param anyPort whether another port may be used, since the lab file names none
 * @param forClass whether it serves all labs of a class
 */
public record RegistryPlan(
        String container,
        String volume,
        String image,
        String address,
        int hostPort,
        boolean anyPort,
        boolean forClass) {

    /** The host and port under which the lab's nodes reach it. */
    public static final String NODE_ADDRESS = "registry:5000";

    /** The registry's port in its container. */
    public static final int PORT = 5000;

    /** The same registry on another port of the host. */
    public RegistryPlan onPort(int port) {
        return new RegistryPlan(container, volume, image, address, port, anyPort, forClass);
    }

    /** The host and port under which the outer engine reaches it. On loopback, engines need no TLS for a registry. */
    public String hostAddress() {
        return "localhost:" + hostPort;
    }
}
