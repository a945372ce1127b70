package dev.swarmlab.plan;

import java.util.Optional;

/**
 * A block of IPv4 addresses in CIDR notation (RFC 4632).
 *
 * @param network the first address as a number; its host bits are zero
 * @param prefixLength 0 to 32
 */
public record Subnet(long network, int prefixLength) {

    private static final int BITS = 32;

    /** Reads {@code 10.1.2.0/24}. An address without a prefix is a /32. Empty for any other text, also for IPv6. */
    public static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        String[] bytes = (slash < 0 ? text : text.substring(0, slash)).split("\\.", -1);
        if (bytes.length != 4) {
            return Optional.empty();
        }
        try {
            int prefixLength = slash < 0 ? BITS : Integer.parseInt(text.substring(slash + 1));
            long address = 0;
            for (String part : bytes) {
                int value = Integer.parseInt(part);
                if (value < 0 || value > 255) {
                    return Optional.empty();
                }
                address = (address << 8) | value;
            }
            return prefixLength < 0 || prefixLength > BITS
                    ? Optional.empty()
                    : Optional.of(new Subnet(address & mask(prefixLength), prefixLength));
        } catch (NumberFormatException notAnAddress) {
            return Optional.empty();
        }
    }

    public boolean overlaps(Subnet other) {
        long shorter = mask(Math.min(prefixLength, other.prefixLength));
        return (network & shorter) == (other.network & shorter);
    }

    /** Whether the other block is a part of this one, and smaller. */
    public boolean covers(Subnet other) {
        return prefixLength < other.prefixLength && overlaps(other);
    }

    /** The address at this offset from the first address. */
    public String address(int offset) {
        return dotted(network + offset);
    }

    @Override
    public String toString() {
        return dotted(network) + "/" + prefixLength;
    }

    private static long mask(int prefixLength) {
        return (0xFFFF_FFFFL << (BITS - prefixLength)) & 0xFFFF_FFFFL;
    }

    private static String dotted(long address) {
        return String.join(".", byteOf(address, 24), byteOf(address, 16), byteOf(address, 8), byteOf(address, 0));
    }

    private static String byteOf(long address, int shift) {
        return Long.toString((address >> shift) & 255);
    }
}
