package dev.swarmlab.console;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Shows the progress of several labs: a line for each lab that has ended, and on a terminal also one for each lab that
 * a command works on, redrawn in place. Safe for use by several threads.
 */
public final class LabsProgress {

    private static final String LINE = "%-28s %-35s %8s";

    private static final class Running {
        private final long startedAt = System.nanoTime();
        private String step = "";

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }
    }

    private final PrintStream err;
    private final Supplier<Listener> other;
    private final boolean live;
    private final boolean color;
    private final RedrawnLines lines;
    private final Map<String, Running> running = new LinkedHashMap<>();

    private LabsProgress(PrintStream err, Supplier<Listener> other, boolean live, boolean color) {
        this.err = err;
        this.lines = new RedrawnLines(err);
        this.other = other;
        this.live = live;
        this.color = color;
    }

    /** Starts a timer that updates the times until the process ends. */
    static LabsProgress live(PrintStream err) {
        LabsProgress progress = new LabsProgress(err, () -> event -> {}, true, true);
        RedrawnLines.keepDrawing(() -> progress.draw(""));
        return progress;
    }

    static LabsProgress plain(PrintStream err, boolean color) {
        return new LabsProgress(err, () -> event -> {}, false, color);
    }

    /**
     * Passes the events on, and prints nothing itself.
     *
     * @param other a new listener for each lab
     */
    static LabsProgress to(PrintStream err, Supplier<Listener> other) {
        return new LabsProgress(err, other, false, false);
    }

    /** The progress of one lab, whose work begins. */
    public Progress begin(String lab) {
        Listener listener = other.get();
        synchronized (this) {
            running.put(lab, new Running());
        }
        draw("");
        Progress progress = new Progress(event -> {
            listener.on(event);
            on(lab, event);
        });
        progress.lab(lab);
        return progress;
    }

    /** The work of a lab has ended. */
    public synchronized void end(String lab, boolean succeeded, String result) {
        Running state = running.remove(lab);
        String line = line(lab, result, state == null ? Duration.ZERO : state.time());
        draw((color ? succeeded ? Marks.DONE : Marks.FAILED : "  ") + line + "\n");
    }

    private synchronized void on(String lab, Event event) {
        Running state = running.get(lab);
        if (event instanceof Event.StepBegan began && state != null) {
            state.step = began.step().title();
        } else if (event instanceof Event.StepDone done && state != null) {
            state.step = done.step().title();
        } else if (event instanceof Event.Said said) {
            draw(lab + ": " + said.text() + "\n");
        }
    }

    private static String line(String lab, String text, Duration time) {
        return LINE.formatted(lab, text, String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0));
    }

    /** @param lasting lines that are not redrawn later, each with a line break; may be empty */
    private synchronized void draw(String lasting) {
        if (!live) {
            err.print(lasting);
            err.flush();
            return;
        }
        lines.draw(
                lasting,
                running.entrySet().stream()
                        .map(lab -> Marks.running(line(
                                lab.getKey(),
                                lab.getValue().step,
                                lab.getValue().time())))
                        .toList());
    }
}
