package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;

/** Names that can stand in a hostname (RFC 1123), in lower case as Docker's own. */
final class DnsLabelSchema {

    private static final String PATTERN = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    private DnsLabelSchema() {}

    static Schema<String> schema(int longest) {
        return TextSchema.matching(
                PATTERN,
                longest,
                "use lower-case letters, digits and hyphens, with no hyphen at either end; at most " + longest
                        + " characters");
    }
}
