package dev.swarmlab.swarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a swarm between two looks at it.
 *
 * @param kind what it happened to
 * @param id the id of the node, service or task that it happened to
 * @param subject its name, as in {@code worker01} or {@code echo_api.2}
 * @param tone whether it is good news
 * @param words what happened, as what follows the name
 */
public record SwarmChange(Kind kind, String id, String subject, Tone tone, String words) {

    /** What a change happens to. */
    public enum Kind {
        NODE,
        SERVICE,
        TASK
    }

    /** Whether somebody who wants everything to run is glad of it. */
    public enum Tone {
        GOOD,
        BAD,
        NEUTRAL
    }

    /** What happened from one look to the next: to nodes first, then to services, then to tasks. */
    public static List<SwarmChange> between(SwarmView before, SwarmView after) {
        List<SwarmChange> changes = new ArrayList<>();
        nodes(before, after, changes);
        services(before, after, changes);
        tasks(before, after, changes);
        return changes;
    }

    @Override
    public String toString() {
        return subject + " " + words;
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
                        node, Tone.NEUTRAL, node.isManager() ? "is a manager now" : "is a worker now"));
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

    /** A new leader knows nothing of the nodes until they have reported to it: that is no bad news. */
    private static Tone tone(SwarmNode node) {
        return switch (node.state().value()) {
            case READY -> Tone.GOOD;
            case UNKNOWN -> Tone.NEUTRAL;
            case DOWN, DISCONNECTED -> Tone.BAD;
        };
    }

    private static SwarmChange node(SwarmNode node, Tone tone, String words) {
        return new SwarmChange(Kind.NODE, node.id(), node.hostname(), tone, words);
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
            if (was.wanted() != service.wanted()) {
                String tasks = service.wanted() == 1 ? " task" : " tasks";
                changes.add(service(
                        service, Tone.NEUTRAL, "shall have " + service.wanted() + tasks + ", not " + was.wanted()));
            }
            if (!was.image().equals(service.image())) {
                changes.add(service(service, Tone.NEUTRAL, "shall run " + service.imageName()));
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

    private static SwarmChange service(SwarmService service, Tone tone, String words) {
        return new SwarmChange(Kind.SERVICE, service.id(), service.name(), tone, words);
    }

    private static SwarmChange update(SwarmService service) {
        SwarmService.Update update = service.update();
        return switch (update.state().value()) {
            case UPDATING -> service(service, Tone.NEUTRAL, "is being updated");
            case COMPLETED -> service(service, Tone.GOOD, "is updated");
            case ROLLBACK_STARTED -> service(service, Tone.BAD, "is being rolled back");
            case ROLLBACK_COMPLETED -> service(service, Tone.NEUTRAL, "is rolled back");
            case PAUSED, ROLLBACK_PAUSED -> service(service, Tone.BAD, "stopped halfway: " + update.message());
            case UNKNOWN -> service(service, Tone.NEUTRAL, "has an update that is " + update.state());
        };
    }

    private static void tasks(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        Map<String, SwarmTask> known = new HashMap<>();
        before.tasks().forEach(task -> known.put(task.id(), task));
        for (SwarmTask task : after.tasks()) {
            SwarmTask was = known.get(task.id());
            if (was == null || !was.state().equals(task.state())) {
                words(task)
                        .map(words -> words(words, task, after) + origin(task, after))
                        .ifPresent(words -> changes.add(
                                new SwarmChange(Kind.TASK, task.id(), name(task, after), tone(task), words)));
            }
        }
    }

    /** Where the task was whose place this one has taken, when that was elsewhere. */
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

    private static Optional<String> words(SwarmTask task) {
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

    private static String words(String words, SwarmTask task, SwarmView view) {
        String node = view.nodeOf(task);
        return words + (node.isEmpty() ? "" : " on " + node) + (task.error().isEmpty() ? "" : ": " + task.error());
    }

    private static String name(SwarmTask task, SwarmView view) {
        return view.services().stream()
                .filter(service -> service.id().equals(task.service()))
                .findFirst()
                .map(service -> view.name(service, task))
                .orElse("a task of a service that is gone");
    }
}
