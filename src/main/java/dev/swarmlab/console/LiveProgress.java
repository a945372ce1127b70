package dev.swarmlab.console;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/** The steps under way, redrawn in place on a terminal; each stays as a line when it is done. */
final class LiveProgress implements Listener {

    private static final long REDRAW_MILLISECONDS = 200;

    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";

    private static final class Running {
        private final StepSummary summary;
        private final long since = System.nanoTime();

        Running(StepSummary summary) {
            this.summary = summary;
        }

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    private final PrintStream err;
    private final Map<Step, Running> running = new LinkedHashMap<>();
    private int drawn;

    private LiveProgress(PrintStream err) {
        this.err = err;
    }

    /** One that keeps its clock going while nothing happens. */
    static LiveProgress on(PrintStream err) {
        LiveProgress progress = new LiveProgress(err);
        TimerTask redraw = new TimerTask() {
            @Override
            public void run() {
                progress.draw("");
            }
        };
        new Timer("swarmlab-progress", true).schedule(redraw, REDRAW_MILLISECONDS, REDRAW_MILLISECONDS);
        return progress;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.StepBegan began) {
            running.put(began.step(), new Running(new StepSummary(began.step(), began.subjects())));
            draw("");
        } else if (event instanceof Event.SubjectDone done) {
            running(done.step()).summary.add(done.subject(), done.detail());
            draw("");
        } else if (event instanceof Event.StepDone done) {
            String lines = running(done.step()).summary.lines(done.took());
            running.remove(done.step());
            draw(GREEN + "✓ " + RESET + lines + "\n");
        } else if (event instanceof Event.StepFailed failed) {
            draw(RED + "✗ " + RESET + running(failed.step()).summary.failure(failed.subject()) + "\n");
        } else if (event instanceof Event.Said said) {
            draw(said.text() + "\n");
        }
    }

    /** Puts what stays above what is still going on. */
    private synchronized void draw(String whatStays) {
        if (whatStays.isEmpty() && running.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn));
        text.append(whatStays);
        running.values().forEach(step -> text.append(DIM)
                .append("· ")
                .append(step.summary.line(step.time()))
                .append(RESET)
                .append('\n'));
        drawn = running.size();
        err.print(text);
        err.flush();
    }

    private Running running(Step step) {
        return running.computeIfAbsent(step, unannounced -> new Running(new StepSummary(unannounced, 1)));
    }
}
