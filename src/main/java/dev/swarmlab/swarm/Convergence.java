package dev.swarmlab.swarm;

import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether services have converged: the desired number of tasks runs with the current specification of the
 * service, jobs are complete, and updates are finished. It remembers the tasks that it has seen, to distinguish a
 * service that needs several attempts from one that will never run.
 *
 * <p>A service may fail some times before the services are ready on which it depends. So it counts as failed only when
 * {@value #REJECTIONS} of its tasks were rejected, when {@value #ENDS} of its tasks ended in the same place, or when no
 * node was suitable for a while. Not thread-safe.
 */
public final class Convergence {

    private static final int REJECTIONS = 3;
    private static final int ENDS = 5;

    /**
     * How long a task may be without a suitable node. Labels and constraints don't change by themselves. But memory and
     * ports are free only after the task that has them has stopped, which may take 10 seconds by default.
     */
    private static final Duration PATIENCE_WITHOUT_NODE = Duration.ofSeconds(15);

    /** A program that can't work usually ends at once, but the swarm may have reported its task as running before. */
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(1);

    private final Duration patienceWithoutNode;
    private final Map<String, String> updatesBefore = new HashMap<>();
    private final Set<String> endedBefore = new HashSet<>();
    private final Map<String, Set<String>> ends = new HashMap<>();
    private final Map<String, Set<String>> rejections = new HashMap<>();
    private final Map<String, Deadline> withoutNode = new HashMap<>();
    private final Map<String, Deadline> settling = new HashMap<>();

    /** @param before the swarm before the services were changed: tasks and updates that failed then do not count */
    public Convergence(SwarmView before) {
        this(before, PATIENCE_WITHOUT_NODE);
    }

    /** @param patienceWithoutNode how long a task may be without a suitable node */
    Convergence(SwarmView before, Duration patienceWithoutNode) {
        this.patienceWithoutNode = patienceWithoutNode;
        before.services()
                .forEach(service ->
                        updatesBefore.put(service.name(), service.update().startedAt()));
        before.tasks().stream().filter(SwarmTask::hasEnded).forEach(task -> endedBefore.add(task.id()));
        before.tasks().stream()
                .filter(SwarmTask::isRunning)
                .forEach(task -> settling.put(task.id(), Deadline.in(Duration.ZERO)));
    }

    /**
     * Whether all of the services have converged.
     *
     * @throws TaskFailure when the tasks of a service end again and again
     * @throws Failure when an update is paused or rolled back, or when no node is suitable
     */
    public Answer of(List<SwarmService> services, SwarmView now) {
        List<String> reasons = new ArrayList<>();
        for (SwarmService service : services) {
            if (of(service, now) instanceof Answer.NotYet notYet) {
                reasons.add(notYet.reason());
            }
        }
        return Answer.readyIf(reasons.isEmpty(), String.join("; ", reasons));
    }

    /**
     * As {@link #of}, and every running task has run for a second.
     *
     * @throws TaskFailure as {@link #of}
     * @throws Failure as {@link #of}
     */
    public Answer settled(List<SwarmService> services, SwarmView now) {
        if (of(services, now) instanceof Answer.NotYet notYet) {
            return notYet;
        }
        boolean settled = services.stream()
                .flatMap(service -> now.newest(service).stream())
                .filter(SwarmTask::isRunning)
                .allMatch(task -> settling.getOrDefault(task.id(), Deadline.in(TIME_TO_SETTLE))
                        .isPast());
        return Answer.readyIf(settled, "its tasks have just started");
    }

    private Answer of(SwarmService service, SwarmView now) {
        checkUpdate(service);
        now.tasks(service).stream()
                .filter(SwarmTask::isRunning)
                .forEach(task -> settling.computeIfAbsent(task.id(), unseen -> Deadline.in(TIME_TO_SETTLE)));
        List<SwarmTask> newest = now.newest(service).stream()
                .filter(task -> !isPerNode(service) || isExpected(task, now))
                .toList();
        int desired =
                switch (service.mode()) {
                    case REPLICATED, REPLICATED_JOB -> service.desiredTasks();
                    case GLOBAL, GLOBAL_JOB -> newest.size();
                };
        long done = newest.stream().filter(task -> isDone(service, task)).count();
        boolean withoutTask = newest.isEmpty() && service.desiredTasks() == 0 && isPerNode(service);
        boolean updating = service.update().isRunning();
        if (done >= desired && !withoutTask && !updating) {
            return Answer.ready();
        }
        if (withoutTask) {
            waitForNode(service, service.id(), "no node that is ready and active is suitable");
        }
        now.tasks(service).forEach(task -> mustNotKeepEnding(service, task));
        String verb = service.mode().isJob() ? "are complete" : "run";
        String state = updating && done >= desired ? "is being updated" : done + " of " + desired + " tasks " + verb;
        if (withoutTask) {
            state = "it has no task yet";
        }
        return Answer.notYet(service.name() + ": " + state + notDone(service, newest, now));
    }

    private static boolean isPerNode(SwarmService service) {
        return service.mode() == SwarmService.Mode.GLOBAL || service.mode() == SwarmService.Mode.GLOBAL_JOB;
    }

    /**
     * Whether a global service should have this task: not on a node that takes no tasks, and not if the swarm stopped
     * it.
     */
    private static boolean isExpected(SwarmTask task, SwarmView now) {
        return !task.wasStopped()
                && now.node(task.node()).filter(SwarmNode::takesTasks).isPresent();
    }

    private static boolean isDone(SwarmService service, SwarmTask task) {
        if (service.mode().isJob()) {
            return task.isComplete() && task.iteration() == service.iteration();
        }
        boolean upToDate = task.template().equals(service.template());
        // A task that completed and is not restarted counts as running.
        boolean oneShot = task.isComplete() && !service.restart().equals("any");
        return upToDate && (task.isRunning() || oneShot);
    }

    private void checkUpdate(SwarmService service) {
        SwarmService.Update update = service.update();
        boolean isOld = update.startedAt().equals(updatesBefore.get(service.name()));
        if (update.isPaused() || (update.state().is(UpdateState.ROLLBACK_COMPLETED) && !isOld)) {
            String what = update.isPaused() ? " is paused" : " was rolled back";
            throw Failure.of(FailureKind.FAILED, "the update of " + service.name() + what)
                    .because(update.message());
        }
    }

    /** Fails when too many tasks have ended by themselves, or when this task had no suitable node for too long. */
    private void mustNotKeepEnding(SwarmService service, SwarmTask task) {
        if (KnownMessage.NO_NODE_IS_SUITABLE.isIn(task.error()) && !task.hasEnded()) {
            waitForNode(service, task.id(), task.error());
        }
        boolean current = task.template().equals(service.template()) && !endedBefore.contains(task.id());
        boolean succeeded = task.isComplete()
                && (service.mode().isJob() || !service.restart().equals("any"));
        if (!task.hasEnded() || !current || succeeded || task.wasStopped()) {
            return;
        }
        String place = service.id() + "/" + task.place();
        Set<String> endedHere = ends.computeIfAbsent(place, unseen -> new HashSet<>());
        endedHere.add(task.id());
        Set<String> rejected = rejections.computeIfAbsent(service.id(), unseen -> new HashSet<>());
        if (task.isRejected()) {
            rejected.add(task.id());
        }
        boolean isLastAttempt =
                service.restart().equals("none") || (service.attempts() > 0 && endedHere.size() > service.attempts());
        if (isLastAttempt || rejected.size() >= REJECTIONS || endedHere.size() >= ENDS) {
            throw new TaskFailure(service, task, endedHere.size());
        }
    }

    /**
     * Fails when no node was suitable for too long.
     *
     * @param waiting the id of the task, or of a service without tasks: each has its own time, since an update replaces
     *     tasks sequentially
     */
    private void waitForNode(SwarmService service, String waiting, String reason) {
        Deadline deadline = withoutNode.computeIfAbsent(waiting, unseen -> Deadline.in(patienceWithoutNode));
        if (deadline.isPast()) {
            throw Failure.of(FailureKind.FAILED, "no node can run " + service.name())
                    .because(reason + constraints(service))
                    .advise("Compare its constraints with the nodes' labels and roles: swarmlab exec manager -- docker"
                            + " node inspect --pretty worker01");
        }
    }

    private static String constraints(SwarmService service) {
        return service.constraints().isEmpty()
                ? ""
                : "; its constraints are " + String.join(", ", service.constraints());
    }

    /** A task that is not done, preferably one with an error. */
    private static String notDone(SwarmService service, List<SwarmTask> newest, SwarmView now) {
        return newest.stream()
                .filter(task -> !isDone(service, task))
                .max(Comparator.comparing((SwarmTask task) -> !task.error().isEmpty())
                        .thenComparing(SwarmTask::hasEnded))
                .map(task -> ", " + now.name(service, task)
                        + (now.nodeOf(task).isEmpty() ? "" : " on " + now.nodeOf(task)) + " is " + task.state()
                        + (task.error().isEmpty() ? "" : " (" + task.error() + ")"))
                .orElse("");
    }
}
