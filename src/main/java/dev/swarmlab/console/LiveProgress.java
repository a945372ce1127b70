package dev.swarmlab.console;

import dev.swarmlab.parallel.Threads;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Shows the running steps on a terminal and redraws them in place. The line of a step that has ended stays. */
final class LiveProgress implements Listener {

    private static final long REDRAW_MILLISECONDS = 200;

    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private static final class Running {
        private final StepSummary summary;
        private final long startedAt = System.nanoTime();

        Running(StepSummary summary) {
            this.summary = summary;
        }

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }
    }

    private final PrintStream err;
    private final Map<Step, Running> running = new LinkedHashMap<>();
    private int drawn;

    private LiveProgress(PrintStream err) {
        this.err = err;
    }

    /** Starts a timer that updates the times of the running steps until the process ends. */
    static LiveProgress on(PrintStream err) {
        LiveProgress progress = new LiveProgress(err);
        ScheduledFuture<?> unused = Threads.scheduler("swarmlab-progress")
                .scheduleWithFixedDelay(
                        () -> progress.draw(""), REDRAW_MILLISECONDS, REDRAW_MILLISECONDS, TimeUnit.MILLISECONDS);
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
            draw(Marks.DONE + lines + "\n");
        } else if (event instanceof Event.StepFailed failed) {
            draw(Marks.FAILED + running(failed.step()).summary.failure(failed.subject()) + "\n");
        } else if (event instanceof Event.Said said) {
            draw(said.text() + "\n");
        }
    }

    /**
     * Prints lines above those of the running steps, which are drawn again.
     *
     * @param lasting lines that are not redrawn later, each with a line break; may be empty
     */
    private synchronized void draw(String lasting) {
        if (lasting.isEmpty() && running.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn));
        text.append(lasting);
        running.values().forEach(step -> text.append(Marks.running(step.summary.line(step.time())))
                .append('\n'));
        drawn = running.size();
        err.print(text);
        err.flush();
    }

    private Running running(Step step) {
        return running.computeIfAbsent(step, unannounced -> new Running(new StepSummary(unannounced, 1)));
    }
}
