package dev.swarmlab.labfile;

/**
 * A host port that leads to a port of the first manager.
 *
 * @param hostAddress an IPv4 or IPv6 address of the host, without brackets
 */
public record PublishedPort(String hostAddress, int hostPort, int containerPort, Protocol protocol) {

    /** The loopback address: only the host itself can reach the port. */
    public static final String DEFAULT_HOST_ADDRESS = "127.0.0.1";
}
