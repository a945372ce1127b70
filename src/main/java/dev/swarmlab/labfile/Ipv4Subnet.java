package dev.swarmlab.labfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of IPv4 addresses in CIDR notation (RFC 4632). */
public record Ipv4Subnet(long first, int prefixLength) {

    public static final String PATTERN = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /** The subnet as written, whose address may still lie in the middle of the block; empty when it is none. */
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

    /** The block that the address lies in. */
    public Ipv4Subnet aligned() {
        return new Ipv4Subnet(first - first % size(), prefixLength);
    }

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
