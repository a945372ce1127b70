package dev.swarmlab.descriptor;

/** Names that can stand in a hostname (RFC 1123), in lower case as Docker's own. */
final class DnsLabel {

    private static final String PATTERN = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    private DnsLabel() {}

    static Schema<String> schema(int longest) {
        return TextSchema.matching(
                PATTERN,
                longest,
                "use lower-case letters, digits and hyphens, with no hyphen at either end; at most " + longest
                        + " characters");
    }
}
