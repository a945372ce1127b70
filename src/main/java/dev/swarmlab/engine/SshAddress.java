package dev.swarmlab.engine;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine behind ssh is, as ssh takes it. {@link URI#getHost()} knows only the host names of DNS; the names that
 * an ssh configuration gives may have an underscore.
 *
 * @param user null where ssh is to choose the user
 * @param host without the brackets of an IPv6 address
 * @param port 0 where ssh is to choose the port
 * @param path the engine's socket on that host, empty where docker on that host is to choose it
 */
public record SshAddress(@Nullable String user, String host, int port, String path) {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>.+)@)?(?:(?<name>[\\w.-]+)|\\[(?<ip>[^\\[\\]@]+)])(?::(?<port>\\d{0,5}))?");

    private static final int LARGEST_PORT = 65535;

    /**
     * Reads {@code ssh://[USER@]HOST[:PORT][/SOCKET]}.
     *
     * @throws IllegalArgumentException with what is wrong with it, for the docker CLI as well
     */
    public static SshAddress of(URI uri) {
        if (uri.getAuthority() == null) {
            throw new IllegalArgumentException("it names no host");
        }
        Matcher authority = AUTHORITY.matcher(uri.getAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException("ssh knows no host like " + uri.getAuthority());
        }
        String name = authority.group("name");
        SshAddress address = new SshAddress(
                authority.group("user"),
                name == null ? authority.group("ip") : name,
                port(authority.group("port")),
                uri.getPath().length() > 1 ? uri.getPath() : "");
        address.refuseWhatSshCouldMistake();
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("nothing follows the path");
        }
        return address;
    }

    private static int port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("there is no port " + port);
        }
        return port;
    }

    private void refuseWhatSshCouldMistake() {
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("ssh takes no password in an address");
        }
        if (host.startsWith("-") || (user != null && user.startsWith("-"))) {
            throw new IllegalArgumentException("ssh would take that for an option");
        }
    }
}
