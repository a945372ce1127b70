package dev.swarmlab.junit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a whole lab. Failures show its nodes and tasks. */
public final class LabAssert extends AbstractAssert<LabAssert, Lab> {

    LabAssert(Lab lab) {
        super(lab, LabAssert.class);
    }

    /** Verifies that all nodes run and that the swarm reports them as ready. */
    public LabAssert hasOnlyReadyNodes() {
        isNotNull();
        List<String> others = actual.nodes().stream()
                .filter(node -> !node.isRunning() || !node.state().equals("ready"))
                .map(Node::name)
                .toList();
        if (!others.isEmpty()) {
            failWithMessage(
                    "expected all nodes of %s to be ready, but these are not: %s%n%n%s",
                    actual.name(), others, actual.describe());
        }
        return this;
    }

    /** Verifies that the swarm has exactly these services. */
    public LabAssert hasOnlyServices(String... names) {
        isNotNull();
        List<String> expected = List.of(names).stream().sorted().toList();
        List<String> services = actual.services().stream().map(Service::name).toList();
        if (!services.equals(expected)) {
            failWithMessage(
                    "expected %s to have the services %s, but it has %s%n%n%s",
                    actual.name(), expected, services, actual.describe());
        }
        return this;
    }
}
