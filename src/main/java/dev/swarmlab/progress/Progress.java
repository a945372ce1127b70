package dev.swarmlab.progress;

import dev.swarmlab.progress.Event.LabNamed;
import dev.swarmlab.progress.Event.Said;
import dev.swarmlab.progress.Event.StepBegan;
import dev.swarmlab.progress.Event.StepDone;
import dev.swarmlab.progress.Event.StepFailed;
import dev.swarmlab.progress.Event.SubjectDone;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reports the progress of a command to a listener. A step can run for several subjects at the same time, as when all
 * nodes start. It lasts until it is done for the last of them. Safe for use by several threads.
 */
public final class Progress {

    private static final class Running {
        private final long beganAt = System.nanoTime();
        private int left;

        Running(int subjects) {
            this.left = subjects;
        }
    }

    private final Listener listener;
    private final Map<Step, Running> running = new EnumMap<>(Step.class);

    public Progress(Listener listener) {
        this.listener = listener;
    }

    /** Names the lab that the following events are about. */
    public synchronized void lab(String name) {
        listener.on(new LabNamed(name));
    }

    /** Announces a step and the number of its subjects. A step without subjects is not shown. */
    public synchronized void begin(Step step, int subjects) {
        if (subjects > 0) {
            running.put(step, new Running(subjects));
            listener.on(new StepBegan(step, subjects));
        }
    }

    /** Does a step's work for one subject. The text that the work returns is shown as the subject's detail. */
    public void during(Step step, String subject, Supplier<String> work) {
        during(step, subject, work, detail -> detail);
    }

    /**
     * Does a step's work for one subject, and returns its result.
     *
     * @param detail the text that is shown for a result; may be empty
     */
    public <T> T during(Step step, String subject, Supplier<T> work, Function<? super T, String> detail) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException exception) {
            failed(step, subject);
            throw exception;
        }
        done(step, subject, detail.apply(result));
        return result;
    }

    public synchronized void say(String text) {
        listener.on(new Said(text));
    }

    private synchronized void done(Step step, String subject, String detail) {
        listener.on(new SubjectDone(step, subject, detail));
        Running state = running.get(step);
        if (state != null && --state.left == 0) {
            running.remove(step);
            listener.on(new StepDone(step, Duration.ofNanos(System.nanoTime() - state.beganAt)));
        }
    }

    private synchronized void failed(Step step, String subject) {
        listener.on(new StepFailed(step, subject));
    }
}
