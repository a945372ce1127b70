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

/** Looks at the swarm again and again while a drill goes on, and puts what happens to it on the time line. */
final class SwarmRecorder {

    private final LabClient lab;
    private final Timeline timeLine;
    private final AtomicBoolean over = new AtomicBoolean();
    private SwarmView last;
    private boolean answered = true;

    private SwarmRecorder(LabClient lab, Timeline timeLine) {
        this.lab = lab;
        this.timeLine = timeLine;
        this.last = lab.view();
    }

    /** Watches while the work is done. */
    static <T> T during(Supplier<T> work, LabClient lab, Timeline timeLine, Deadline deadline) {
        SwarmRecorder watch = new SwarmRecorder(lab, timeLine);
        Thread thread = Threads.start("swarmlab-recorder", () -> watch.untilItIsOver(deadline));
        try {
            return work.get();
        } finally {
            watch.end(thread);
        }
    }

    private void untilItIsOver(Deadline deadline) {
        try {
            Await.until("the drill to end", deadline, () -> {
                boolean wasOver = over.get();
                look();
                return Answer.readyIf(wasOver, "it goes on");
            });
        } catch (Failure longEnough) {
            timeLine.add(DrillEvent.Kind.CHANGE, "nobody watches any more: " + longEnough.getMessage());
        }
    }

    private void look() {
        try {
            SwarmView now = lab.view();
            if (!answered) {
                timeLine.add(DrillEvent.Kind.CHANGE, "the managers answer again");
                answered = true;
            }
            SwarmChange.between(last, now).forEach(change -> timeLine.add(DrillEvent.Kind.CHANGE, change.toString()));
            last = now;
        } catch (Failure noManager) {
            if (answered) {
                timeLine.add(DrillEvent.Kind.CHANGE, noManager.getMessage());
                answered = false;
            }
        }
    }

    /** Takes a last look. */
    private void end(Thread thread) {
        over.set(true);
        try {
            thread.join();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
