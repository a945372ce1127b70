package dev.swarmlab.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes the bytes of a YAML file, which must be UTF-8 (with or without a byte order mark). */
public final class YamlText {

    /** 1 MiB is far more than any real file. The limit also ends the reading of endless files such as /dev/zero. */
    private static final int MAX_BYTES = 1 << 20;

    private YamlText() {}

    /**
     * Reads the stream to its end and does not close it.
     *
     * @throws UnreadableYaml if the stream has more than 1 MiB or is not UTF-8
     */
    public static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
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
                    "this is not UTF-8: unexpected byte 0x" + Integer.toHexString(bytes[encoded.position()] & 0xFF),
                    "save the file as UTF-8");
        }
        return text;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
