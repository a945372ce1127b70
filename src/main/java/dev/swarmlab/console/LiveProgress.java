package dev.swarmlab.console;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows the running steps on a terminal and redraws them in place. The line of a step that has ended stays. */
final class LiveProgress implements Listener {

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

    private final RedrawnLines lines;
    private final Map<Step, Running> running = new LinkedHashMap<>();

    private LiveProgress(PrintStream err) {
        this.lines = new RedrawnLines(err);
    }

    /** Starts a timer that updates the times of the running steps until the process ends. */
    static LiveProgress on(PrintStream err) {
        LiveProgress progress = new LiveProgress(err);
        RedrawnLines.keepDrawing(() -> progress.draw(""));
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
            String ended = running(done.step()).summary.lines(done.took());
            running.remove(done.step());
            draw(Marks.DONE + ended + "\n");
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
        lines.draw(
                lasting,
                running.values().stream()
                        .map(step -> Marks.running(step.summary.line(step.time())))
                        .toList());
    }

    private Running running(Step step) {
        return running.computeIfAbsent(step, unannounced -> new Running(new StepSummary(unannounced, 1)));
    }
}
