package dev.swarmlab.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes each line with a prefix to a stream that several writers share. A line is written as a whole, so that lines of
 * different writers do not mix. To be used by one thread.
 */
public final class PrefixedLines extends OutputStream {

    private final byte[] prefix;
    private final PrintStream target;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public PrefixedLines(String prefix, PrintStream target) {
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.target = target;
    }

    @Override
    public void write(int character) {
        line.write(character);
        if (character == '\n') {
            writeLine();
        }
    }

    public void println(String text) {
        line.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        writeLine();
    }

    private void writeLine() {
        synchronized (target) {
            target.writeBytes(prefix);
            target.writeBytes(line.toByteArray());
            target.flush();
        }
        line.reset();
    }

    /** Writes the last line also when it has no end. */
    @Override
    public void close() {
        if (line.size() > 0) {
            println("");
        }
    }
}
