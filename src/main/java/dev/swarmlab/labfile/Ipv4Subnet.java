package dev.swarmlab.labfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses in CIDR notation (RFC 4632).
 *
 * @param first an address of the block as an unsigned 32-bit number; in an {@linkplain #aligned() aligned} block the
 *     first one
 * @param prefixLength 0 to 32
 */
public record Ipv4Subnet(long first, int prefixLength) {

    /** For JSON Schema. It accepts every text that {@link #parse} accepts, and numbers that are too large. */
    public static final String PATTERN = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** The subnet, not aligned: the address need not be the first of the block. Empty if the text is not a subnet. */
    public static Optional<Ipv4Subnet> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int number = Integer.parseInt(matcher.group(part));
            if (number > 255) {
                return Optional.empty();
            }
            address = address * 256 + number;
        }
        int prefixLength = Integer.parseInt(matcher.group(5));
        return prefixLength > 32 ? Optional.empty() : Optional.of(new Ipv4Subnet(address, prefixLength));
    }

    /** The same block with its first address. */
    public Ipv4Subnet aligned() {
        return new Ipv4Subnet(first - first % size(), prefixLength);
    }

    /** Whether two aligned blocks have an address in common. */
    public boolean overlaps(Ipv4Subnet other) {
        return first < other.first + other.size() && other.first < first + size();
    }

    private long size() {
        return 1L << (32 - prefixLength);
    }

    @Override
    public String toString() {
        return (first >> 24) + "." + (first >> 16 & 255) + "." + (first >> 8 & 255) + "." + (first & 255) + "/"
                + prefixLength;
    }
}
