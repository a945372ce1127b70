package dev.swarmlab.labfile;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of the engine's host on which the managers of a lab are published for other computers.
 *
 * @param text an IPv4 or IPv6 address without brackets and zone, in Java's form; {@code 0.0.0.0} and {@code ::} (as
 *     {@code 0:0:0:0:0:0:0:0}) mean all addresses of their kind
 */
public record BindAddress(String text) {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+");

    /** Reads an address. Empty for any other text, also for a host name. */
    public static Optional<BindAddress> parse(String text) {
        return LITERAL.matcher(text).matches()
                ? address(text).map(address -> new BindAddress(address.getHostAddress()))
                : Optional.empty();
    }

    /** Whether only the host itself can reach the address. */
    public boolean isLoopback() {
        return address(text).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether it means all addresses of its kind. */
    public boolean isWildcard() {
        return address(text).filter(InetAddress::isAnyLocalAddress).isPresent();
    }

    /** Whether it is an IPv4 address. */
    public boolean isVersion4() {
        return address(text).filter(Inet4Address.class::isInstance).isPresent();
    }

    /** The host and port of a URL, with brackets around an IPv6 address. */
    public String withPort(int port) {
        return (isVersion4() ? text : "[" + text + "]") + ":" + port;
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            // Only literal addresses, so this looks no name up.
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
