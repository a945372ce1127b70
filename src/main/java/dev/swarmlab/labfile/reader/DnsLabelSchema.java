package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;

/** A label of a hostname (RFC 1123), in lower case. */
final class DnsLabelSchema {

    private static final String PATTERN = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    private DnsLabelSchema() {}

    static Schema<String> schema(int maxLength) {
        return TextSchema.matching(
                PATTERN,
                maxLength,
                "use lower-case letters, digits and hyphens, with no hyphen at either end; at most " + maxLength
                        + " characters");
    }
}
