package dev.swarmlab.junit;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Conditions for {@link Lab#await}, to be imported statically. */
public final class Conditions {

    private Conditions() {}

    /** Conditions on a service. */
    public static OfService service(String name) {
        return new OfService(name);
    }

    /** Conditions on a node. */
    public static OfNode node(String name) {
        return new OfNode(name);
    }

    /** All nodes of the lab are ready, and one manager is the leader. */
    public static Condition allNodesReady() {
        return Condition.of("all nodes to be ready", (view, containers) -> {
            List<String> missing = containers.stream()
                    .map(LabClient::nameOf)
                    .filter(name ->
                            view.nodeNamed(name).filter(SwarmNode::isReady).isEmpty())
                    .toList();
            boolean led = view.nodes().stream().anyMatch(SwarmNode::leader);
            return Answer.readyIf(
                    missing.isEmpty() && led, missing.isEmpty() ? "there is no leader" : "not ready: " + missing);
        });
    }

    /** Conditions on a service. */
    public static final class OfService {

        private final String name;

        private OfService(String name) {
            this.name = name;
        }

        /**
         * It has exactly this number of running tasks. A task on a node whose container does not run does not count, so a
         * node that a test has just killed counts as lost before the swarm notices.
         */
        public Condition running(int tasks) {
            return Condition.of(tasks + " running tasks of " + name, (view, containers) -> {
                long running = view.service(name)
                        .map(each -> count(view, each, containers))
                        .orElse(0L);
                return Answer.readyIf(running == tasks, running + " of " + tasks + " tasks run");
            });
        }

        private static long count(SwarmView view, SwarmService service, List<EngineContainer> containers) {
            Set<String> alive = containers.stream()
                    .filter(EngineContainer::isRunning)
                    .map(LabClient::nameOf)
                    .collect(Collectors.toSet());
            return view.newest(service).stream()
                    .filter(task -> task.isRunning() && alive.contains(view.nodeOf(task)))
                    .count();
        }

        /** It does not exist. */
        public Condition absent() {
            return Condition.of(
                    "the removal of " + name,
                    (view, containers) -> Answer.readyIf(view.service(name).isEmpty(), "it exists"));
        }
    }

    /** Conditions on a node. */
    public static final class OfNode {

        private final String name;

        private OfNode(String name) {
            this.name = name;
        }

        /** The swarm reports it as ready. */
        public Condition ready() {
            return is("ready", SwarmNode::isReady);
        }

        /** The swarm reports it as down. */
        public Condition down() {
            return is("down", SwarmNode::isDown);
        }

        /** It is the leader of the managers. */
        public Condition leader() {
            return is("the leader", SwarmNode::leader);
        }

        private Condition is(String what, Predicate<SwarmNode> predicate) {
            return Condition.of(name + " to be " + what, (view, containers) -> view.nodeNamed(name)
                    .map(node -> Answer.readyIf(predicate.test(node), "it is " + node.state()))
                    .orElseGet(() -> Answer.notYet("the swarm does not list it")));
        }
    }
}
