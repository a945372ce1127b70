package dev.swarmlab.labfile;

/**
 * A port of the first manager that the host answers on.
 *
 * @param hostAddress an IPv4 or IPv6 address of the host, without brackets
 */
public record PublishedPort(String hostAddress, int hostPort, int containerPort, Protocol protocol) {

    /** Only the host itself reaches it. */
    public static final String DEFAULT_HOST_ADDRESS = "127.0.0.1";
}
