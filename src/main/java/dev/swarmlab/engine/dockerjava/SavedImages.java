package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The tar archive of images as the engine sends it. When the engine fails after the first byte, it appends its error to
 * the archive and ends the answer as usual. So the end is checked: a tar archive ends with two blocks of zeros
 * (POSIX.1-1988).
 */
final class SavedImages extends FilterInputStream {

    private static final int END_OF_TAR = 1024;
    private static final int KEPT = 8 * 1024;
    private static final String ERROR = "{\"errorDetail\"";

    private final byte[] last = new byte[KEPT];
    private int kept;

    SavedImages(InputStream archive) {
        super(archive);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws EngineException at the end of an archive that is not complete */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            mustBeComplete();
        } else {
            keep(bytes, offset, count);
        }
        return count;
    }

    private void keep(byte[] bytes, int offset, int count) {
        int added = Math.min(count, KEPT);
        int remaining = Math.min(kept, KEPT - added);
        System.arraycopy(last, kept - remaining, last, 0, remaining);
        System.arraycopy(bytes, offset + count - added, last, remaining, added);
        kept = remaining + added;
    }

    private void mustBeComplete() {
        boolean complete = kept >= END_OF_TAR;
        for (int position = kept - END_OF_TAR; complete && position < kept; position++) {
            complete = last[position] == 0;
        }
        if (!complete) {
            throw new EngineException(500, error(new String(last, 0, kept, StandardCharsets.UTF_8)));
        }
    }

    private static String error(String end) {
        int start = end.lastIndexOf(ERROR);
        try {
            String message = start < 0
                    ? ""
                    : new ObjectMapper()
                            .readTree(end.substring(start))
                            .path("errorDetail")
                            .path("message")
                            .asText("");
            return message.isBlank() ? "the engine ended the archive too early" : message.strip();
        } catch (JsonProcessingException exception) {
            return end.substring(start).strip();
        }
    }
}
