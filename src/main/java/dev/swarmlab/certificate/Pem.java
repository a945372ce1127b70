package dev.swarmlab.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** PEM, the textual encoding of keys and certificates (RFC 7468). */
final class Pem {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    static String encode(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /**
     * The decoded content of all blocks with a label, in their order.
     *
     * @throws IllegalArgumentException when a block has no end or is not Base64
     */
    static List<byte[]> decode(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        int start = text.indexOf(begin);
        while (start >= 0) {
            int stop = text.indexOf(end, start);
            if (stop < 0) {
                throw new IllegalArgumentException("the PEM text has a " + label + " without an end line");
            }
            String lines = text.substring(start + begin.length(), stop);
            blocks.add(Base64.getMimeDecoder().decode(lines.getBytes(StandardCharsets.US_ASCII)));
            start = text.indexOf(begin, stop);
        }
        return blocks;
    }
}
