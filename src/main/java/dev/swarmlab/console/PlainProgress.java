package dev.swarmlab.console;

import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Listener;
import dev.swarmlab.progress.Step;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;

/** Prints a line for each step that ends, for logs and pipes. */
final class PlainProgress implements Listener {

    private final PrintStream err;
    private final String done;
    private final String failed;
    private final Map<Step, StepSummary> steps = new EnumMap<>(Step.class);

    PlainProgress(PrintStream err, boolean color) {
        this.err = err;
        this.done = color ? Marks.DONE : "  ";
        this.failed = color ? Marks.FAILED : "  ";
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.StepBegan began) {
            steps.put(began.step(), new StepSummary(began.step(), began.subjects()));
        } else if (event instanceof Event.SubjectDone subject) {
            summary(subject.step()).add(subject.subject(), subject.detail());
        } else if (event instanceof Event.StepDone step) {
            err.println(done + summary(step.step()).lines(step.took()));
        } else if (event instanceof Event.StepFailed step) {
            err.println(failed + summary(step.step()).failure(step.subject()));
        } else if (event instanceof Event.Said said) {
            err.println(said.text());
        }
    }

    private StepSummary summary(Step step) {
        return steps.computeIfAbsent(step, unannounced -> new StepSummary(unannounced, 1));
    }
}
