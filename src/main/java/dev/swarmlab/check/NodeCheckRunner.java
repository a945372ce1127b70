package dev.swarmlab.check;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check.NodeCheck;
import dev.swarmlab.labfile.Check.NodeRole;
import dev.swarmlab.labfile.RepositoryPath;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks a node's state, role, availability and labels in the swarm, and the image on the node. */
final class NodeCheckRunner {

    private static final String THE_LEADER = "the leader";

    private final LabClient lab;

    NodeCheckRunner(LabClient lab) {
        this.lab = lab;
    }

    Answer run(NodeCheck check) {
        EngineContainer container = lab.find(check.node());
        String name = LabClient.nameOf(container);
        return lab.view()
                .nodeNamed(name)
                .map(node -> swarmNode(check, node))
                .map(answer -> answer instanceof Answer.NotYet ? answer : image(check, container))
                .orElseGet(() -> Answer.notYet(name + " is not a node of the swarm"));
    }

    /** Whether the node has the image with the digest that it has in the lab's registry. */
    private Answer image(NodeCheck check, EngineContainer node) {
        if (check.image() == null) {
            return Answer.ready();
        }
        String name = LabClient.nameOf(node);
        String image = RegistryPlan.NODE_ADDRESS + "/" + RepositoryPath.of(check.image());
        Optional<String> registry = lab.ask(manager -> manager.images().registryDigest(image));
        if (registry.isEmpty()) {
            return Answer.notYet("the lab's registry has no image " + image);
        }
        List<String> own = lab.daemon(node).images().digests(image);
        return own.isEmpty()
                ? Answer.notYet(name + " has no image " + image)
                : Answer.readyIf(
                        own.contains(registry.get()),
                        image + " on " + name + " has the digest " + String.join(", ", own) + ", expected "
                                + registry.get() + " as in the lab's registry");
    }

    private static Answer swarmNode(NodeCheck check, SwarmNode node) {
        String name = node.hostname();
        if (check.state() != null && !node.state().text().equals(word(check.state()))) {
            String message = node.message().isEmpty() ? "" : " (" + node.message() + ")";
            return Answer.notYet(name + " is " + node.state() + message + ", expected " + word(check.state()));
        }
        if (check.role() != null && !has(check.role(), node)) {
            return Answer.notYet(name + " is " + (node.leader() ? THE_LEADER : "a " + node.role()) + ", expected "
                    + (check.role() == NodeRole.LEADER ? THE_LEADER : "a " + word(check.role())));
        }
        if (check.availability() != null && !node.availability().text().equals(word(check.availability()))) {
            return Answer.notYet(
                    name + "'s availability is " + node.availability() + ", expected " + word(check.availability()));
        }
        for (Map.Entry<String, String> label : check.labels().entrySet()) {
            String value = node.labels().get(label.getKey());
            if (!label.getValue().equals(value)) {
                return Answer.notYet(name + " has " + (value == null ? "no label " : "the label ") + label.getKey()
                        + (value == null ? "" : "=" + value) + ", expected " + label.getKey() + "="
                        + label.getValue());
            }
        }
        return Answer.ready();
    }

    private static boolean has(NodeRole role, SwarmNode node) {
        return switch (role) {
            case LEADER -> node.leader();
            case MANAGER, WORKER -> node.role().text().equals(word(role));
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
