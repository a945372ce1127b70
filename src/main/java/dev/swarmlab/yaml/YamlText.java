package dev.swarmlab.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Gets the text out of bytes that are meant to be a descriptor. */
public final class YamlText {

    /** A thousand times a long descriptor; what is larger is something else, and may have no end. */
    private static final int MOST_BYTES = 1 << 20;

    private YamlText() {}

    /**
     * Reads it to its end.
     *
     * @throws UnreadableYaml when it is too large or no text
     */
    public static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new UnreadableYaml(Position.WHOLE_FILE, "is larger than 1 MiB", "is this the right file?");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(encoded, decoded, true);
        String text = withoutByteOrderMark(decoded.flip().toString());
        if (result.isError()) {
            throw new UnreadableYaml(
                    Position.atEndOf(text),
                    "this is not UTF-8: the byte 0x"
                            + Integer.toHexString(bytes[encoded.position()] & 0xFF)
                            + " can't stand here",
                    "save the file as UTF-8");
        }
        return text;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
