package dev.swarmlab.drill;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmChange;
import dev.swarmlab.swarm.SwarmView;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Polls the swarm during a drill and adds its changes to the timeline. */
final class SwarmRecorder {

    private final LabClient lab;
    private final Timeline timeline;
    private final AtomicBoolean done = new AtomicBoolean();
    private SwarmView last;
    private boolean answered = true;

    private SwarmRecorder(LabClient lab, Timeline timeline) {
        this.lab = lab;
        this.timeline = timeline;
        this.last = lab.view();
    }

    /** Records while the work runs. */
    static <T> T during(Supplier<T> work, LabClient lab, Timeline timeline, Deadline deadline) {
        SwarmRecorder recorder = new SwarmRecorder(lab, timeline);
        Thread thread = Threads.start("swarmlab-recorder", () -> recorder.pollUntilDone(deadline));
        try {
            return work.get();
        } finally {
            recorder.end(thread);
        }
    }

    private void pollUntilDone(Deadline deadline) {
        try {
            Await.until("the drill to end", deadline, () -> {
                boolean wasDone = done.get(); // read first, so that the last poll comes after the end
                poll();
                return Answer.readyIf(wasDone, "the drill is still running");
            });
        } catch (Failure timeout) {
            timeline.add(DrillEvent.Kind.CHANGE, "changes are no longer recorded: " + timeout.getMessage());
        }
    }

    private void poll() {
        try {
            SwarmView now = lab.view();
            if (!answered) {
                timeline.add(DrillEvent.Kind.CHANGE, "the managers answer again");
                answered = true;
            }
            SwarmChange.between(last, now).forEach(change -> timeline.add(DrillEvent.Kind.CHANGE, change.toString()));
            last = now;
        } catch (Failure noManager) {
            if (answered) {
                timeline.add(DrillEvent.Kind.CHANGE, noManager.getMessage());
                answered = false;
            }
        }
    }

    /** Polls once more and stops. */
    private void end(Thread thread) {
        done.set(true);
        try {
            thread.join();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
