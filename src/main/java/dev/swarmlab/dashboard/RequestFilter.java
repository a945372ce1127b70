package dev.swarmlab.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered. A page of another site must not be able to read the dashboard: neither with a name
 * of its own that suddenly leads here ("DNS rebinding", hence the check of {@code Host}), nor with a link.
 */
final class RequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A name can be made to lead elsewhere, an address can't. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final String BEARER = "Bearer ";

    /**
     * A request, as far as it matters here.
     *
     * @param headers by name in lower case, the first value of each
     */
    record Request(String method, URI target, Map<String, String> headers) {}

    /**
     * Why a request is not answered.
     *
     * @param status the HTTP status
     * @param words for people
     */
    record Refusal(int status, String words) {}

    private final boolean wide;
    private final Set<String> names;
    private final @Nullable String token;
    private final String cookie;

    /**
     * @param wide whether others than this computer may ask
     * @param names names beside the loopback's that are the dashboard's own, in lower case
     * @param token what they must show; null when nothing
     */
    RequestFilter(boolean wide, Set<String> names, @Nullable String token, int port) {
        this.wide = wide;
        this.names = Set.copyOf(names);
        this.token = token;
        // Browsers keep the cookies of all ports of a host together.
        this.cookie = "swarmlab-" + port;
    }

    Optional<Refusal> refuse(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Optional.of(new Refusal(405, "The dashboard only shows: it answers GET and HEAD."));
        }
        String host = request.headers().getOrDefault("host", "");
        if (!isOurs(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT))) {
            return Optional.of(new Refusal(
                    403, "The dashboard does not go by the name that was asked for. Allow it with --allow-host NAME."));
        }
        if (token != null && !showsToken(request)) {
            return Optional.of(
                    new Refusal(403, "The token is missing. Open the link that swarmlab dashboard has printed."));
        }
        return Optional.empty();
    }

    private boolean isOurs(String name) {
        return LOOPBACK.contains(name)
                || names.contains(name)
                || (wide && ADDRESS.matcher(name).matches());
    }

    private boolean showsToken(Request request) {
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

    /** In a time that tells nothing of how much of it is right. */
    private boolean isToken(@Nullable String candidate) {
        return token != null
                && candidate != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** What turns a link with the token into a cookie, so that it does not stay in the address bar; empty without. */
    List<String> cookieFor(Request request) {
        return token != null && isToken(tokenInLink(request))
                ? List.of(cookie + "=" + token + "; Path=/; HttpOnly; SameSite=Lax")
                : List.of();
    }
}
