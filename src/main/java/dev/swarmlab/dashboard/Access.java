package dev.swarmlab.dashboard;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets to see the dashboard.
 *
 * @param address where it listens
 * @param names names, beside those of the loopback and addresses, by which it may be asked for; in lower case
 * @param token what whoever asks must show; null when nothing
 */
public record Access(
        InetAddress address, Set<String> names, @Nullable String token) {

    private static final int TOKEN_BYTES = 16;

    /** This computer alone, without a token. */
    public static Access local() {
        return new Access(InetAddress.getLoopbackAddress(), Set.of(), null);
    }

    /** A token that nobody guesses. */
    public static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    boolean isWide() {
        return !address.isLoopbackAddress();
    }
}
