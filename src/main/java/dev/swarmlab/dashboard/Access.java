package dev.swarmlab.dashboard;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the dashboard.
 *
 * @param address the address to listen on
 * @param names further host names that requests may use, in lower case; the loopback's names need not be listed
 * @param token the secret that every request must carry; null when none is required
 */
public record Access(
        InetAddress address, Set<String> names, @Nullable String token) {

    private static final int TOKEN_BYTES = 16;

    /** Only this computer, without a token. */
    public static Access local() {
        return new Access(InetAddress.getLoopbackAddress(), Set.of(), null);
    }

    /** 128 random bits as 32 hexadecimal digits. */
    public static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether other computers can connect. */
    boolean isExposed() {
        return !address.isLoopbackAddress();
    }
}
