package dev.swarmlab.swarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A difference between two states of a swarm.
 *
 * @param kind whether a node, a service or a task has changed
 * @param id the id of that node, service or task
 * @param subject its name, as in {@code worker01} or {@code echo_api.2}
 * @param tone how the change is shown: as an improvement, a problem or neither
 * @param message what has changed; a text that follows the name, as in {@code is down}
 */
public record SwarmChange(Kind kind, String id, String subject, Tone tone, String message) {

    /** What has changed. */
    public enum Kind {
        NODE,
        SERVICE,
        TASK
    }

    /** Whether the change brings the swarm closer to its desired state ({@code GOOD}) or away from it ({@code BAD}). */
    public enum Tone {
        GOOD,
        BAD,
        NEUTRAL
    }

    /** The changes between two states: of nodes first, then of services, then of tasks. */
    public static List<SwarmChange> between(SwarmView before, SwarmView after) {
        List<SwarmChange> changes = new ArrayList<>();
        nodes(before, after, changes);
        services(before, after, changes);
        tasks(before, after, changes);
        return changes;
    }

    @Override
    public String toString() {
        return subject + " " + message;
    }

    private static void nodes(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        for (SwarmNode node : after.nodes()) {
            Optional<SwarmNode> known = before.node(node.id());
            if (known.isEmpty()) {
                changes.add(node(node, Tone.GOOD, "joined"));
                continue;
            }
            SwarmNode was = known.get();
            if (!was.state().equals(node.state())) {
                changes.add(node(node, tone(node), "is " + node.state()));
            }
            if (!was.availability().equals(node.availability())) {
                changes.add(node(node, Tone.NEUTRAL, "is set to " + node.availability()));
            }
            if (!was.role().equals(node.role())) {
                changes.add(node(
                        node, Tone.NEUTRAL, node.isManager() ? "was promoted to manager" : "was demoted to worker"));
            }
            if (!was.isUnreachable() && node.isUnreachable()) {
                changes.add(node(node, Tone.BAD, "can't be reached by the other managers"));
            }
            if (!was.leader() && node.leader()) {
                changes.add(node(node, Tone.GOOD, "leads"));
            }
        }
        before.nodes().stream()
                .filter(node -> after.node(node.id()).isEmpty())
                .forEach(node -> changes.add(node(node, Tone.NEUTRAL, "left")));
    }

    /** A new leader reports a node as unknown until that node has connected to it. This is not a problem. */
    private static Tone tone(SwarmNode node) {
        return switch (node.state().value()) {
            case READY -> Tone.GOOD;
            case UNKNOWN -> Tone.NEUTRAL;
            case DOWN, DISCONNECTED -> Tone.BAD;
        };
    }

    private static SwarmChange node(SwarmNode node, Tone tone, String message) {
        return new SwarmChange(Kind.NODE, node.id(), node.hostname(), tone, message);
    }

    private static void services(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        for (SwarmService service : after.services()) {
            Optional<SwarmService> known = before.services().stream()
                    .filter(each -> each.id().equals(service.id()))
                    .findFirst();
            if (known.isEmpty()) {
                changes.add(service(service, Tone.NEUTRAL, "was created"));
                continue;
            }
            SwarmService was = known.get();
            if (was.desiredTasks() != service.desiredTasks()) {
                String scaled = "scaled " + was.desiredTasks() + " → " + service.desiredTasks();
                changes.add(service(service, Tone.NEUTRAL, scaled));
            }
            if (!was.image().equals(service.image())) {
                changes.add(service(service, Tone.NEUTRAL, "image changed to " + service.imageName()));
            }
            if (!was.update().equals(service.update())
                    && !service.update().state().isEmpty()) {
                changes.add(update(service));
            }
        }
        before.services().stream()
                .filter(service ->
                        after.services().stream().noneMatch(each -> each.id().equals(service.id())))
                .forEach(service -> changes.add(service(service, Tone.NEUTRAL, "was removed")));
    }

    private static SwarmChange service(SwarmService service, Tone tone, String message) {
        return new SwarmChange(Kind.SERVICE, service.id(), service.name(), tone, message);
    }

    private static SwarmChange update(SwarmService service) {
        return switch (service.update().state().value()) {
            case UPDATING -> service(service, Tone.NEUTRAL, "update started");
            case COMPLETED -> service(service, Tone.GOOD, "update completed");
            case ROLLBACK_STARTED -> service(service, Tone.BAD, "rollback started");
            case ROLLBACK_COMPLETED -> service(service, Tone.NEUTRAL, "rollback completed");
            case ROLLBACK_PAUSED -> service(service, Tone.BAD, withReason("rollback paused", service));
            case PAUSED -> service(service, Tone.BAD, withReason("update paused", service));
            case UNKNOWN ->
                service(service, Tone.NEUTRAL, "update is " + service.update().state());
        };
    }

    /** Swarm's own message mostly begins with the same text, as in {@code update paused due to failure of task x}. */
    private static String withReason(String state, SwarmService service) {
        String reason = service.update().message();
        if (reason.isEmpty()) {
            return state;
        }
        return reason.startsWith(state) ? reason : state + ": " + reason;
    }

    private static void tasks(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        Map<String, SwarmTask> known = new HashMap<>();
        before.tasks().forEach(task -> known.put(task.id(), task));
        for (SwarmTask task : after.tasks()) {
            SwarmTask was = known.get(task.id());
            if (was == null || !was.state().equals(task.state())) {
                state(task)
                        .map(state -> withNode(state, task, after) + origin(task, after))
                        .ifPresent(message -> changes.add(
                                new SwarmChange(Kind.TASK, task.id(), name(task, after), tone(task), message)));
            }
        }
    }

    /** The node of the task that this one replaces; empty when it is the same node or there is no such task. */
    private static String origin(SwarmTask task, SwarmView view) {
        if (!task.state().is(TaskState.RUNNING) || task.slot() == 0) {
            return "";
        }
        return view.tasks().stream()
                .filter(other -> other.service().equals(task.service())
                        && other.slot() == task.slot()
                        && other.createdAt().isBefore(task.createdAt()))
                .max(Comparator.comparing(SwarmTask::createdAt))
                .filter(before -> !before.node().equals(task.node()))
                .map(view::nodeOf)
                .filter(node -> !node.isEmpty())
                .map(node -> ", no longer on " + node)
                .orElse("");
    }

    /** Empty for states that are not reported, for example those before {@code running}. */
    private static Optional<String> state(SwarmTask task) {
        return switch (task.state().value()) {
            case RUNNING -> Optional.of("runs");
            case FAILED -> Optional.of("failed");
            case REJECTED -> Optional.of("was rejected");
            case COMPLETE -> Optional.of("is complete");
            case SHUTDOWN -> Optional.of("was stopped");
            case NEW, PENDING, ASSIGNED, ACCEPTED, PREPARING, READY, STARTING, ORPHANED, REMOVE, UNKNOWN ->
                Optional.empty();
        };
    }

    private static Tone tone(SwarmTask task) {
        return switch (task.state().value()) {
            case RUNNING, COMPLETE -> Tone.GOOD;
            case FAILED, REJECTED -> Tone.BAD;
            default -> Tone.NEUTRAL;
        };
    }

    private static String withNode(String state, SwarmTask task, SwarmView view) {
        String node = view.nodeOf(task);
        return state + (node.isEmpty() ? "" : " on " + node) + (task.error().isEmpty() ? "" : ": " + task.error());
    }

    private static String name(SwarmTask task, SwarmView view) {
        return view.services().stream()
                .filter(service -> service.id().equals(task.service()))
                .findFirst()
                .map(service -> view.name(service, task))
                .orElse("a task of a removed service");
    }
}
