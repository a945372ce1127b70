package dev.swarmlab.console;

import dev.swarmlab.parallel.Threads;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lines at the end of a terminal that are redrawn in place, below others that stay. Used by one thread at a time. */
final class RedrawnLines {

    private static final long REDRAW_MILLISECONDS = 200;
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final PrintStream err;
    private int drawn;

    RedrawnLines(PrintStream err) {
        this.err = err;
    }

    /** Calls {@code draw} again and again until the process ends, since the lines show times. */
    static void keepDrawing(Runnable draw) {
        ScheduledFuture<?> unused = Threads.scheduler("swarmlab-progress")
                .scheduleWithFixedDelay(draw, REDRAW_MILLISECONDS, REDRAW_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces the lines that were drawn before.
     *
     * @param lasting lines that are not redrawn later, each with a line break; may be empty
     */
    void draw(String lasting, List<String> lines) {
        if (lasting.isEmpty() && lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn));
        text.append(lasting);
        lines.forEach(line -> text.append(line).append('\n'));
        drawn = lines.size();
        err.print(text);
        err.flush();
    }
}
