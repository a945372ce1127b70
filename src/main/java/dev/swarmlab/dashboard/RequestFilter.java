package dev.swarmlab.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered. Pages of other sites must not be able to read the dashboard. The check of {@code
 * Host} prevents DNS rebinding, where the other site's host name resolves to the dashboard's address.
 */
final class RequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** IP addresses are safe: DNS rebinding needs a name. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final String BEARER = "Bearer ";

    /** The header with the token of the terminals, in lower case. */
    private static final String TERMINAL_TOKEN = "terminal-token";

    /**
     * What the filter needs of a request.
     *
     * @param headers the first value of each header, by name in lower case
     */
    record Request(String method, URI target, Map<String, String> headers) {}

    /**
     * Why a request is refused.
     *
     * @param status the HTTP status
     * @param message for the user
     */
    record Refusal(int status, String message) {}

    private final boolean exposed;
    private final Set<String> names;
    private final @Nullable String token;
    private final @Nullable String terminalToken;
    private final String cookie;

    /**
     * @param exposed whether other computers can connect; then IP addresses are accepted as host names
     * @param names further host names to accept, in lower case
     * @param token the secret that every request must carry; null when none is required
     * @param port the dashboard's port, which is a part of the cookie's name
     */
    RequestFilter(boolean exposed, Set<String> names, @Nullable String token, int port) {
        this(exposed, names, token, null, port);
    }

    /**
     * A filter for a dashboard with terminals.
     *
     * @param terminalToken the secret that every request for a terminal must carry; null when there are no terminals
     */
    RequestFilter(
            boolean exposed, Set<String> names, @Nullable String token, @Nullable String terminalToken, int port) {
        this.terminalToken = terminalToken;
        this.exposed = exposed;
        this.names = Set.copyOf(names);
        this.token = token;
        // Browsers send the cookies of a host to all its ports.
        this.cookie = "swarmlab-" + port;
    }

    Optional<Refusal> refuse(Request request) {
        boolean isForTerminal = isForTerminal(request);
        if (!request.method().equals("GET") && !request.method().equals("HEAD") && !isForTerminal) {
            return Optional.of(new Refusal(405, "The dashboard is read-only: it answers only GET and HEAD."));
        }
        String host = request.headers().getOrDefault("host", "");
        if (!isAllowedHost(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT))) {
            return Optional.of(new Refusal(
                    403,
                    "The dashboard does not answer requests for this host name. To allow it, start the dashboard with"
                            + " --allow-host NAME."));
        }
        if (token != null && !carriesToken(request)) {
            return Optional.of(
                    new Refusal(403, "The token is missing or wrong. Open the link that swarmlab dashboard printed."));
        }
        return isForTerminal ? refuseTerminal(request, host) : Optional.empty();
    }

    private boolean isForTerminal(Request request) {
        String path = request.target().getPath();
        return terminalToken != null
                && request.method().equals("POST")
                && path != null
                && path.startsWith(Terminals.PATH);
    }

    /** Pages of other sites can't send the header without asking first, and browsers name them in {@code Origin}. */
    private Optional<Refusal> refuseTerminal(Request request, String host) {
        String origin = request.headers().getOrDefault("origin", "");
        if (!origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)) {
            return Optional.of(new Refusal(403, "Terminals answer only requests of the dashboard's own page."));
        }
        if (!isEqual(terminalToken, request.headers().get(TERMINAL_TOKEN))) {
            return Optional.of(new Refusal(
                    403, "The terminal's token is missing or wrong. Open the link that swarmlab dashboard printed."));
        }
        return Optional.empty();
    }

    private boolean isAllowedHost(String name) {
        return LOOPBACK.contains(name)
                || names.contains(name)
                || (exposed && ADDRESS.matcher(name).matches());
    }

    private boolean carriesToken(Request request) {
        String authorization = request.headers().getOrDefault("authorization", "");
        return isToken(tokenInLink(request))
                || isToken(authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : null)
                || isToken(tokenInCookie(request));
    }

    private @Nullable String tokenInCookie(Request request) {
        for (String pair : request.headers().getOrDefault("cookie", "").split(";", -1)) {
            if (pair.strip().startsWith(cookie + "=")) {
                return pair.strip().substring(cookie.length() + 1);
            }
        }
        return null;
    }

    private static @Nullable String tokenInLink(Request request) {
        String query = request.target().getQuery();
        return query != null && query.startsWith("token=") ? query.substring("token=".length()) : null;
    }

    private boolean isToken(@Nullable String candidate) {
        return isEqual(token, candidate);
    }

    /** Compares in constant time, so that the time does not tell how many characters are right. */
    private static boolean isEqual(@Nullable String secret, @Nullable String candidate) {
        return secret != null
                && candidate != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** The cookie to set for a link with the token, so that the address bar need not contain the token; else empty. */
    Optional<String> cookieFor(Request request) {
        return token != null && isToken(tokenInLink(request))
                ? Optional.of(cookie + "=" + token + "; Path=/; HttpOnly; SameSite=Lax")
                : Optional.empty();
    }
}
