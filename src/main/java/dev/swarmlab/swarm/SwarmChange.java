package dev.swarmlab.swarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a swarm between two looks at it.
 *
 * @param kind what it happened to
 * @param subject its name, as in {@code worker01} or {@code echo_api.2}
 * @param words what happened, as what follows the name
 */
public record SwarmChange(Kind kind, String subject, String words) {

    /** What a change happens to. */
    public enum Kind {
        NODE,
        SERVICE,
        TASK
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
                changes.add(node(node, "joined"));
                continue;
            }
            SwarmNode was = known.get();
            if (!was.state().equals(node.state())) {
                changes.add(node(node, "is " + node.state()));
            }
            if (!was.availability().equals(node.availability())) {
                changes.add(node(node, "is set to " + node.availability()));
            }
            if (!was.role().equals(node.role())) {
                changes.add(node(node, node.role().equals("manager") ? "is a manager now" : "is a worker now"));
            }
            if (!was.reachability().equals(node.reachability())
                    && node.reachability().equals("unreachable")) {
                changes.add(node(node, "can't be reached by the other managers"));
            }
            if (!was.leader() && node.leader()) {
                changes.add(node(node, "leads"));
            }
        }
        before.nodes().stream()
                .filter(node -> after.node(node.id()).isEmpty())
                .forEach(node -> changes.add(node(node, "left")));
    }

    private static SwarmChange node(SwarmNode node, String words) {
        return new SwarmChange(Kind.NODE, node.hostname(), words);
    }

    private static void services(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        for (SwarmService service : after.services()) {
            Optional<SwarmService> known = before.services().stream()
                    .filter(each -> each.id().equals(service.id()))
                    .findFirst();
            if (known.isEmpty()) {
                changes.add(service(service, "was created"));
                continue;
            }
            SwarmService was = known.get();
            if (was.wanted() != service.wanted()) {
                String tasks = service.wanted() == 1 ? " task" : " tasks";
                changes.add(service(service, "shall have " + service.wanted() + tasks + ", not " + was.wanted()));
            }
            if (!was.image().equals(service.image())) {
                changes.add(service(service, "shall run " + service.imageName()));
            }
            if (!was.update().equals(service.update())
                    && !service.update().state().isEmpty()) {
                changes.add(service(service, update(service.update())));
            }
        }
        before.services().stream()
                .filter(service ->
                        after.services().stream().noneMatch(each -> each.id().equals(service.id())))
                .forEach(service -> changes.add(service(service, "was removed")));
    }

    private static SwarmChange service(SwarmService service, String words) {
        return new SwarmChange(Kind.SERVICE, service.name(), words);
    }

    private static String update(SwarmService.Update update) {
        return switch (update.state()) {
            case "updating" -> "is being updated";
            case "completed" -> "is updated";
            case "rollback_started" -> "is being rolled back";
            case "rollback_completed" -> "is rolled back";
            default -> "stopped halfway: " + update.message();
        };
    }

    private static void tasks(SwarmView before, SwarmView after, List<SwarmChange> changes) {
        Map<String, SwarmTask> known = new HashMap<>();
        before.tasks().forEach(task -> known.put(task.id(), task));
        for (SwarmTask task : after.tasks()) {
            SwarmTask was = known.get(task.id());
            if (was == null || !was.state().equals(task.state())) {
                words(task)
                        .ifPresent(words ->
                                changes.add(new SwarmChange(Kind.TASK, name(task, after), words(words, task, after))));
            }
        }
    }

    private static Optional<String> words(SwarmTask task) {
        return switch (task.state()) {
            case "running" -> Optional.of("runs");
            case "failed" -> Optional.of("failed");
            case "rejected" -> Optional.of("was rejected");
            case "complete" -> Optional.of("is complete");
            case "shutdown" -> Optional.of("was stopped");
            default -> Optional.empty();
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
