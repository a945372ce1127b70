package dev.swarmlab.check;

import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.ServiceCheck;
import dev.swarmlab.labfile.Constraint;
import dev.swarmlab.labfile.RepositoryPath;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a service's tasks: how many run, on which nodes, and from which image. */
final class ServiceCheckRunner {

    private static final String NOT_SET = "(not set)";

    private final LabClient lab;

    ServiceCheckRunner(LabClient lab) {
        this.lab = lab;
    }

    Answer run(ServiceCheck check) {
        SwarmView view = lab.view();
        Optional<SwarmService> service = view.service(check.service());
        if (service.isEmpty()) {
            boolean none = check.running() != null && check.running() == 0;
            return Answer.readyIf(none, "there is no service " + check.service() + services(view));
        }
        Tasks tasks = new Tasks(service.get(), view);
        return first(
                () -> check.running() == null && check.completed() == null ? tasks.any() : Answer.ready(),
                () -> tasks.count(check.running()),
                () -> tasks.complete(check.completed()),
                () -> tasks.spread(check.nodes()),
                () -> tasks.atMost(check.mostPerNode()),
                () -> tasks.even(check.evenly(), check.only(), check.never()),
                () -> tasks.placed(check.only(), check.never()),
                () -> image(check.image(), tasks));
    }

    private static String services(SwarmView view) {
        return view.services().isEmpty()
                ? "; the swarm has no services"
                : "; services: "
                        + view.services().stream()
                                .map(SwarmService::name)
                                .sorted()
                                .collect(Collectors.joining(", "));
    }

    /** Ready, or the first reason why a part of the check does not pass. */
    @SafeVarargs
    private static Answer first(Supplier<Answer>... parts) {
        for (Supplier<Answer> part : parts) {
            Answer answer = part.get();
            if (answer instanceof Answer.NotYet) {
                return answer;
            }
        }
        return Answer.ready();
    }

    /** Whether all tasks run the image, with the digest that it has in the lab's registry. */
    private Answer image(@Nullable String image, Tasks tasks) {
        if (image == null) {
            return Answer.ready();
        }
        for (SwarmTask task : tasks.running) {
            String name = task.imageName();
            if (!RepositoryPath.of(name).equals(RepositoryPath.of(image))) {
                return Answer.notYet(
                        tasks.name(task) + " on " + tasks.nodeOf(task) + " runs " + name + ", expected " + image);
            }
        }
        Map<String, String> digests = new TreeMap<>();
        tasks.running.stream()
                .filter(task -> task.image().contains("@"))
                .forEach(task -> digests.put(task.image().substring(task.image().indexOf('@') + 1), task.imageName()));
        if (digests.size() > 1) {
            return Answer.notYet("the tasks run " + image + " with " + digests.size() + " digests, expected 1: "
                    + String.join(", ", digests.keySet()));
        }
        Optional<String> registry = digests.values().stream().findFirst().flatMap(this::digestInRegistry);
        return Answer.readyIf(
                registry.isEmpty() || digests.containsKey(registry.get()),
                "the tasks run " + image + " with the digest " + String.join(", ", digests.keySet()) + ", expected "
                        + registry.orElse("") + " as in the lab's registry");
    }

    /** The digest of an image in the lab's registry. Empty for images of other registries. */
    private Optional<String> digestInRegistry(String image) {
        return image.startsWith(RegistryPlan.NODE_ADDRESS + "/")
                ? lab.ask(manager -> manager.images().registryDigest(image))
                : Optional.empty();
    }

    /** The running tasks of a service. */
    private static final class Tasks {

        private final SwarmService service;
        private final SwarmView view;
        private final List<SwarmTask> running;

        Tasks(SwarmService service, SwarmView view) {
            this.service = service;
            this.view = view;
            this.running =
                    view.tasks(service).stream().filter(SwarmTask::isRunning).toList();
        }

        String name(SwarmTask task) {
            return view.name(service, task);
        }

        String nodeOf(SwarmTask task) {
            return view.nodeOf(task);
        }

        /** Without a running task, the checks of nodes and images would pass, but would prove nothing. */
        Answer any() {
            return Answer.readyIf(!running.isEmpty(), service.name() + " has no running task" + notRunning());
        }

        Answer count(@Nullable Integer expected) {
            return Answer.readyIf(
                    expected == null || running.size() == expected,
                    service.name() + " has " + Quantity.of(running.size(), "running task") + ", expected " + expected
                            + notRunning());
        }

        private String runs(SwarmTask task) {
            return name(task) + " runs on " + nodeOf(task);
        }

        /** The state and error of a task that should run and does not. */
        private String notRunning() {
            return view.newest(service).stream()
                    .filter(task -> !task.isRunning())
                    .filter(task -> !task.error().isEmpty() || !task.hasEnded())
                    .findFirst()
                    .map(task -> "; " + view.name(service, task)
                            + (task.node().isEmpty() ? "" : " on " + view.nodeOf(task)) + " is " + task.state()
                            + (task.error().isEmpty() ? "" : ": " + task.error()))
                    .orElse("");
        }

        Answer complete(@Nullable Integer expected) {
            long complete = view.newest(service).stream()
                    .filter(SwarmTask::isComplete)
                    .filter(task -> task.iteration() == service.iteration())
                    .count();
            return Answer.readyIf(
                    expected == null || complete == expected,
                    service.name() + " has " + Quantity.of(complete, "complete task") + ", expected " + expected
                            + notRunning());
        }

        Answer spread(@Nullable Integer expected) {
            Set<String> nodes = countBy(view::nodeOf).keySet();
            return Answer.readyIf(
                    expected == null || nodes.size() >= expected,
                    service.name() + " runs on " + Quantity.of(nodes.size(), "node") + ", expected at least " + expected
                            + (nodes.isEmpty() ? "" : ": " + String.join(", ", nodes)));
        }

        Answer atMost(@Nullable Integer most) {
            return countBy(view::nodeOf).entrySet().stream()
                    .filter(node -> most != null && node.getValue() > most)
                    .findFirst()
                    .map(node -> Answer.notYet(node.getKey() + " runs " + Quantity.of(node.getValue(), "task") + " of "
                            + service.name() + ", expected at most " + most))
                    .orElseGet(Answer::ready);
        }

        Answer even(@Nullable String attribute, List<Constraint> only, List<Constraint> never) {
            if (attribute == null) {
                return Answer.ready();
            }
            Map<String, Integer> counts = new TreeMap<>();
            view.nodes().stream()
                    .filter(SwarmNode::takesTasks)
                    .filter(node -> only.stream().allMatch(constraint -> holds(constraint, node)))
                    .filter(node -> never.stream().noneMatch(constraint -> holds(constraint, node)))
                    .map(node -> value(attribute, node))
                    .filter(value -> !value.equals(NOT_SET))
                    .forEach(value -> counts.put(value, 0));
            counts.putAll(countBy(task ->
                    view.node(task.node()).map(node -> value(attribute, node)).orElse("")));
            int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
            int least = counts.values().stream().mapToInt(count -> count).min().orElse(0);
            return Answer.readyIf(
                    most - least <= 1,
                    service.name() + " is not spread evenly over " + attribute + ": "
                            + counts.entrySet().stream()
                                    .map(each -> each.getKey() + " has " + each.getValue())
                                    .collect(Collectors.joining(", "))
                            + "; expected a difference of at most 1");
        }

        private Map<String, Integer> countBy(Function<SwarmTask, String> group) {
            return running.stream()
                    .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.summingInt(task -> 1)));
        }

        Answer placed(List<Constraint> only, List<Constraint> never) {
            for (SwarmTask task : running) {
                SwarmNode node = view.node(task.node()).orElse(null);
                for (Constraint constraint : only) {
                    if (node == null || !holds(constraint, node)) {
                        return Answer.notYet(runs(task) + ", expected a node with " + constraint);
                    }
                }
                for (Constraint constraint : never) {
                    if (node != null && holds(constraint, node)) {
                        return Answer.notYet(runs(task) + ", expected no node with " + constraint);
                    }
                }
            }
            return Answer.ready();
        }
    }

    /** Compares values case-insensitively, as Swarm does. */
    private static boolean holds(Constraint constraint, SwarmNode node) {
        return value(constraint.attribute(), node).equalsIgnoreCase(constraint.value()) == constraint.equal();
    }

    private static String value(String attribute, SwarmNode node) {
        return switch (attribute) {
            case "node.role" -> node.role().text();
            case "node.hostname" -> node.hostname();
            default -> node.labels().getOrDefault(attribute.substring("node.labels.".length()), NOT_SET);
        };
    }
}
