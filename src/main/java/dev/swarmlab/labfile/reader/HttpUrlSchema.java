package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** URLs of http and https. */
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
        } catch (URISyntaxException notEvenAUri) {
            // Falls through to the same words.
        }
        return value.problem(
                "can't be " + Messages.quote(text) + ", which is no URL",
                text.matches("https?://[^/]*_.*")
                        ? "a host's name has no `_`; a service answers at a node's published port"
                        : "write http:// or https:// with a host");
    }
}
