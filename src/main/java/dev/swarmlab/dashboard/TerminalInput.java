package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the user types, from the requests that bring it to the exec that reads it. */
final class TerminalInput extends InputStream {

    /** The most parts that wait. A program that does not read its input must not fill the memory. */
    private static final int MOST_PARTS = 256;

    private static final byte[] END = {};

    private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>(MOST_PARTS);
    private byte[] current = END;
    private int position;
    private boolean isAtEnd;

    /** Adds a part. Returns false when too many wait. */
    boolean add(byte[] part) {
        return part.length == 0 || parts.offer(part);
    }

    /** Discards what waits, and ends the stream. */
    void end() {
        parts.clear();
        if (!parts.offer(END)) {
            end();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Waits for input. For one thread only. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd) {
            return -1;
        }
        try {
            if (position == current.length) {
                current = parts.take();
                position = 0;
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", exception);
        }
        if (current.length == 0) {
            isAtEnd = true;
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, buffer, offset, count);
        position += count;
        return count;
    }
}
