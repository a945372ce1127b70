package dev.swarmlab.engine;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of an engine behind ssh. {@link URI#getHost()} accepts only host names of DNS, but the host names of an
 * ssh configuration may have an underscore.
 *
 * @param user null for the default of ssh
 * @param host a name of DNS or of the ssh configuration, or an IP address without brackets
 * @param port 0 for the default of ssh
 * @param path the engine's socket on that host; empty for the default of docker on that host
 */
public record SshAddress(@Nullable String user, String host, int port, String path) {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>.+)@)?(?:(?<name>[\\w.-]+)|\\[(?<ip>[^\\[\\]@]+)])(?::(?<port>\\d{0,5}))?");

    private static final int LARGEST_PORT = 65535;

    /**
     * Reads {@code ssh://[USER@]HOST[:PORT][/SOCKET]}.
     *
     * @throws IllegalArgumentException with the reason when it is not valid; the docker CLI refuses the same addresses
     */
    public static SshAddress of(URI uri) {
        if (uri.getAuthority() == null) {
            throw new IllegalArgumentException("it has no host");
        }
        Matcher authority = AUTHORITY.matcher(uri.getAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException(uri.getAuthority() + " is not [USER@]HOST[:PORT]");
        }
        String name = authority.group("name");
        SshAddress address = new SshAddress(
                authority.group("user"),
                name == null ? authority.group("ip") : name,
                port(authority.group("port")),
                uri.getPath().length() > 1 ? uri.getPath() : "");
        address.refusePasswordAndOptions();
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("a query or fragment is not allowed");
        }
        return address;
    }

    private static int port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("the port must be 1 to " + LARGEST_PORT + ", not " + port);
        }
        return port;
    }

    /** ssh would take a name that begins with a hyphen for an option. */
    private void refusePasswordAndOptions() {
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("a password is not allowed");
        }
        if (host.startsWith("-") || (user != null && user.startsWith("-"))) {
            throw new IllegalArgumentException("the user and the host must not begin with a hyphen");
        }
    }
}
