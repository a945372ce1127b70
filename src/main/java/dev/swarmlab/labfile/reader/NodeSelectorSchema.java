package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.YamlNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of a node, or one of {@code leader}, {@code any manager} and {@code any worker}. */
record NodeSelectorSchema() implements Schema<NodeSelector> {

    /** A regular expression for the names of nodes. */
    static final String NAME = "manager|(manager|worker)[0-9]{2,3}";

    private static final String ADVICE = "write a node's name, as in manager, manager02 or worker01; or one of: leader,"
            + " any manager, any worker";

    private static final Map<String, NodeSelector> ROLES = Map.of(
            "leader", new NodeSelector.Leader(),
            "any manager", NodeSelector.ANY_MANAGER,
            "any worker", new NodeSelector.AnyWorker());

    private static final Schema<NodeSelector> SCHEMA =
            TextSchema.parsed(TextSchema.anchored("leader|any manager|any worker|" + NAME), NodeSelectorSchema::parse);

    private static @Nullable NodeSelector parse(String text, ConfigValue value) {
        NodeSelector role = ROLES.get(text);
        if (role != null) {
            return role;
        }
        if (!text.matches(NAME)) {
            return value.problem("can't be " + Messages.quote(text), ADVICE);
        }
        value.context().addReference(ReferenceKind.NODE, text, value.yaml().position());
        return new NodeSelector.Named(text);
    }

    @Override
    public @Nullable NodeSelector read(ConfigValue value) {
        return value.yaml() instanceof YamlNode.Scalar ? SCHEMA.read(value) : value.wrongKind("one node", ADVICE);
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}
