package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A URL with the scheme http or https. */
final class HttpUrlSchema {

    private HttpUrlSchema() {}

    static Schema<URI> schema() {
        return TextSchema.parsed("^https?://", HttpUrlSchema::parse);
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
