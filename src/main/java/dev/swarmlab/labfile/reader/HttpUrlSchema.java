package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL with the scheme http or https. */
final class HttpUrlSchema {

    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127\\..*|\\[::1]");

    private HttpUrlSchema() {}

    static Schema<URI> schema() {
        return TextSchema.parsed("^https?://", HttpUrlSchema::parse);
    }

    /** The URL of a registry that the containers of a lab reach without a password. */
    static Schema<URI> ofRegistry() {
        return TextSchema.parsed("^https?://", (text, value) -> {
            URI url = parse(text, value);
            if (url == null) {
                return null;
            }
            if (url.getUserInfo() != null) {
                return value.problem(
                        "can't contain a user name or a password",
                        "name a registry with public images; only these are cached");
            }
            if (url.getQuery() != null || url.getFragment() != null) {
                return value.problem("can't contain `?` or `#`", "write http:// or https:// and a host");
            }
            return LOOPBACK.matcher(url.getHost()).matches()
                    ? value.problem(
                            "can't be " + Messages.quote(text) + ", which is the cache's own container",
                            "write an address of the host that containers reach")
                    : url;
        });
    }

    private static @Nullable URI parse(String text, ConfigValue value) {
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getPort() <= 65535) {
                return url;
            }
        } catch (URISyntaxException notAUri) {
            // The same message as for another scheme.
        }
        return value.problem(
                "can't be " + Messages.quote(text) + ", which is not an HTTP URL",
                text.matches("https?://[^/]*_.*")
                        ? "a host name can't contain `_`; to reach a service, use a published port of a node"
                        : "write http:// or https:// and a host");
    }
}
