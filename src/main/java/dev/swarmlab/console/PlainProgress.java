package dev.swarmlab.console;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;

/** A line for each step that is done: for logs, pipes and whoever set {@code NO_COLOR}. */
final class PlainProgress implements Listener {

    private final PrintStream err;
    private final Map<Step, StepSummary> steps = new EnumMap<>(Step.class);

    PlainProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.StepBegan began) {
            steps.put(began.step(), new StepSummary(began.step(), began.subjects()));
        } else if (event instanceof Event.SubjectDone done) {
            summary(done.step()).add(done.subject(), done.detail());
        } else if (event instanceof Event.StepDone done) {
            err.println("  " + summary(done.step()).lines(done.took()));
        } else if (event instanceof Event.StepFailed failed) {
            err.println("  " + summary(failed.step()).failure(failed.subject()));
        } else if (event instanceof Event.Said said) {
            err.println(said.text());
        }
    }

    private StepSummary summary(Step step) {
        return steps.computeIfAbsent(step, unannounced -> new StepSummary(unannounced, 1));
    }
}
