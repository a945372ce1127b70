package dev.swarmlab.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The textual encoding of keys and certificates (RFC 7468). */
final class Pem {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    static String encode(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /** The first block with that label, {@link IllegalArgumentException} when there is none. */
    static byte[] decode(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + label + " in the PEM text");
        }
        String lines = text.substring(start + begin.length(), end);
        return Base64.getMimeDecoder().decode(lines.getBytes(StandardCharsets.US_ASCII));
    }
}
