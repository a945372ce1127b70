package dev.swarmlab.junit;

import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a service. Failures show the nodes and tasks of its lab. */
public final class ServiceAssert extends AbstractAssert<ServiceAssert, Service> {

    ServiceAssert(Service service) {
        super(service, ServiceAssert.class);
    }

    /** Verifies that exactly this number of its tasks runs. */
    public ServiceAssert hasRunningTasks(int expected) {
        List<Task> running = running(view());
        if (running.size() != expected) {
            fail("to have " + expected + " running tasks, but it has " + running.size());
        }
        return this;
    }

    /**
     * Verifies that at least one task runs, and that tasks run only on nodes whose label in the swarm has this value.
     *
     * @param label as in {@code role}, for a constraint {@code node.labels.role==worker}
     */
    public ServiceAssert runsOnlyOn(String label, String value) {
        SwarmView view = view();
        List<Task> running = running(view);
        if (running.isEmpty()) {
            fail("to run on nodes with " + label + "=" + value + ", but no task runs");
        }
        List<String> elsewhere = running.stream()
                .map(Task::node)
                .filter(node -> !hasLabel(view, node, label, value))
                .distinct()
                .sorted()
                .toList();
        if (!elsewhere.isEmpty()) {
            fail("to run only on nodes with " + label + "=" + value + ", but it also runs on " + elsewhere);
        }
        return this;
    }

    /** Verifies that its tasks run on exactly these nodes; on each, one or more. */
    public ServiceAssert runsOn(String... nodes) {
        Set<String> expected = new TreeSet<>(List.of(nodes));
        Set<String> used =
                new TreeSet<>(running(view()).stream().map(Task::node).toList());
        if (!used.equals(expected)) {
            fail("to run on " + expected + ", but it runs on " + used);
        }
        return this;
    }

    private SwarmView view() {
        isNotNull();
        SwarmView view = SwarmLabException.translated(actual::view);
        if (view.service(actual.name()).isEmpty()) {
            fail("to exist, but it does not");
        }
        return view;
    }

    private List<Task> running(SwarmView view) {
        return actual.tasksIn(view).stream().filter(Task::running).toList();
    }

    private static boolean hasLabel(SwarmView view, String node, String label, String value) {
        return view.nodeNamed(node)
                .map(SwarmNode::labels)
                .filter(labels -> value.equals(labels.get(label)))
                .isPresent();
    }

    private void fail(String expectation) {
        failWithMessage("expected the service %s %s%n%n%s", actual.name(), expectation, actual.describeSwarm());
    }
}
