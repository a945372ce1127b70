package dev.swarmlab.cli;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps under way, redrawn in place on a terminal; each stays as a line when it is done. */
final class LiveProgress implements Listener {

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

        String time() {
            return StepSummary.seconds(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    private final PrintStream err;
    private final Map<Step, Running> running = new LinkedHashMap<>();
    private int drawn;

    LiveProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void on(Event event) {
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn));
        if (event instanceof Event.StepBegan began) {
            running.put(began.step(), new Running(new StepSummary(began.step(), began.subjects())));
        } else if (event instanceof Event.SubjectDone done) {
            running(done.step()).summary.add(done.subject(), done.detail());
        } else if (event instanceof Event.StepDone done) {
            String line = running(done.step()).summary.line(StepSummary.seconds(done.took()));
            text.append(GREEN).append("✓ ").append(RESET).append(line).append('\n');
            running.remove(done.step());
        } else if (event instanceof Event.StepFailed failed) {
            String line = running(failed.step()).summary.failure(failed.subject());
            text.append(RED).append("✗ ").append(RESET).append(line).append('\n');
        } else if (event instanceof Event.Said said) {
            text.append(said.text()).append('\n');
        }
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
