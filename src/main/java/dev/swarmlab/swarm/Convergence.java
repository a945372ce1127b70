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
 * Tells whether services have become what they shall be: as many tasks run as are wanted, all as the service says now,
 * jobs are complete, updates are finished. It remembers what it saw, to tell a service that has a hard time from one
 * that will never run.
 *
 * <p>A service may well fail a few times before what it depends on is there. So it is given up only when it was rejected
 * {@value #REJECTIONS} times or ended {@value #ENDS} times in one place, or no node suited it for a while.
 */
public final class Convergence {

    private static final int REJECTIONS = 3;
    private static final int ENDS = 5;

    /**
     * Labels and constraints don't change by themselves. But memory and ports are free only when the task that has them
     * has stopped, for which Docker gives it 10 seconds.
     */
    private static final Duration PATIENCE_WITHOUT_NODE = Duration.ofSeconds(15);

    /** A program that can't do its work mostly ends at once, but the swarm has seen it run by then. */
    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(1);

    private final Duration patienceWithoutNode;
    private final Map<String, String> updatesBefore = new HashMap<>();
    private final Set<String> endedBefore = new HashSet<>();
    private final Map<String, Set<String>> ends = new HashMap<>();
    private final Map<String, Set<String>> rejections = new HashMap<>();
    private final Map<String, Deadline> withoutNode = new HashMap<>();
    private final Map<String, Deadline> settling = new HashMap<>();

    /** @param before the swarm before the services were changed: what failed then is not held against them */
    public Convergence(SwarmView before) {
        this(before, PATIENCE_WITHOUT_NODE);
    }

    /** @param patienceWithoutNode how long no node may suit a task */
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
     * Whether all of the services are what they shall be.
     *
     * @throws TaskFailure when one of them never will
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
     * The same, and every task that runs has done so for a moment.
     *
     * @throws TaskFailure when one of them never will
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
        return Answer.readyIf(settled, "its tasks have only just begun to run");
    }

    private Answer of(SwarmService service, SwarmView now) {
        checkUpdate(service);
        now.tasks(service).stream()
                .filter(SwarmTask::isRunning)
                .forEach(task -> settling.computeIfAbsent(task.id(), unseen -> Deadline.in(TIME_TO_SETTLE)));
        List<SwarmTask> newest = now.newest(service).stream()
                .filter(task -> !isPerNode(service) || isExpected(task, now))
                .toList();
        int wanted =
                switch (service.mode()) {
                    case REPLICATED, REPLICATED_JOB -> service.wanted();
                    case GLOBAL, GLOBAL_JOB -> newest.size();
                };
        long done = newest.stream().filter(task -> isDone(service, task)).count();
        boolean nowhere = newest.isEmpty() && service.wanted() == 0 && isPerNode(service);
        boolean updating = service.update().isRunning();
        if (done >= wanted && !nowhere && !updating) {
            return Answer.ready();
        }
        if (nowhere) {
            waitForNode(service, service.id(), "no node that is ready and active suits it");
        }
        now.tasks(service).forEach(task -> look(service, task));
        String verb = service.mode().isJob() ? "are complete" : "run";
        String state = updating && done >= wanted ? "is being updated" : done + " of " + wanted + " tasks " + verb;
        if (nowhere) {
            state = "it has no task yet";
        }
        return Answer.notYet(service.name() + ": " + state + slowest(service, newest, now));
    }

    private static boolean isPerNode(SwarmService service) {
        return service.mode() == SwarmService.Mode.GLOBAL || service.mode() == SwarmService.Mode.GLOBAL_JOB;
    }

    /** A service with a task on every node misses none on nodes that are away, or that it was told to leave. */
    private static boolean isExpected(SwarmTask task, SwarmView now) {
        return !task.wasStopped()
                && now.node(task.node()).filter(SwarmNode::takesTasks).isPresent();
    }

    private static boolean isDone(SwarmService service, SwarmTask task) {
        if (service.mode().isJob()) {
            return task.isComplete() && task.iteration() == service.iteration();
        }
        boolean upToDate = task.template().equals(service.template());
        // What is not started again when it has ended well has done its work.
        boolean oneShot = task.isComplete() && !service.restart().equals("any");
        return upToDate && (task.isRunning() || oneShot);
    }

    private void checkUpdate(SwarmService service) {
        SwarmService.Update update = service.update();
        boolean old = update.startedAt().equals(updatesBefore.get(service.name()));
        if (update.isPaused() || (update.state().is(UpdateState.ROLLBACK_COMPLETED) && !old)) {
            String what = update.isPaused() ? " stopped halfway" : " was rolled back";
            throw Failure.of(FailureKind.FAILED, "the update of " + service.name() + what)
                    .because(update.message());
        }
    }

    /** Gives up on a service whose tasks end again and again. */
    private void look(SwarmService service, SwarmTask task) {
        if (KnownMessage.NO_NODE_IS_SUITABLE.isIn(task.error()) && !task.hasEnded()) {
            waitForNode(service, task.id(), task.error());
        }
        boolean current = task.template().equals(service.template()) && !endedBefore.contains(task.id());
        boolean well = task.isComplete()
                && (service.mode().isJob() || !service.restart().equals("any"));
        if (!task.hasEnded() || !current || well || task.wasStopped()) {
            return;
        }
        String place = service.id() + "/" + task.place();
        Set<String> all = ends.computeIfAbsent(place, unseen -> new HashSet<>());
        all.add(task.id());
        Set<String> rejected = rejections.computeIfAbsent(service.id(), unseen -> new HashSet<>());
        if (task.isRejected()) {
            rejected.add(task.id());
        }
        boolean lastTry =
                service.restart().equals("none") || (service.attempts() > 0 && all.size() > service.attempts());
        if (lastTry || rejected.size() >= REJECTIONS || all.size() >= ENDS) {
            throw new TaskFailure(service, task, all.size());
        }
    }

    /** @param waiting the id of what waits: each has its own time, since an update replaces one task after the other */
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
        return service.constraints().isEmpty() ? "" : "; it wants " + String.join(", ", service.constraints());
    }

    /** The task that is furthest from running, in the hope that it tells why. */
    private static String slowest(SwarmService service, List<SwarmTask> newest, SwarmView now) {
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
