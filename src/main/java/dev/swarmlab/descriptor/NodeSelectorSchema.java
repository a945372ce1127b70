package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's name, or words for a node that only the running lab can tell. */
record NodeSelectorSchema() implements Schema<NodeChoice> {

    /** How nodes are named. */
    static final String NAME = "manager|(manager|worker)[0-9]{2,3}";

    private static final String ADVICE = "write a node's name, as in manager, manager02 or worker01; or one of: leader,"
            + " any manager, any worker";

    private static final Map<String, NodeChoice> WORDS = Map.of(
            "leader", new NodeChoice.Leader(),
            "any manager", NodeChoice.ANY_MANAGER,
            "any worker", new NodeChoice.AnyWorker());

    private static final Schema<NodeChoice> SHAPE =
            TextSchema.parsed(TextSchema.anchored("leader|any manager|any worker|" + NAME), NodeSelectorSchema::parse);

    private static @Nullable NodeChoice parse(String text, ConfigValue value) {
        NodeChoice word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (!text.matches(NAME)) {
            return value.problem("can't be " + Quote.of(text), ADVICE);
        }
        value.context().refer(ReferenceKind.NODE, text, value.yaml().position());
        return new NodeChoice.Named(text);
    }

    @Override
    public @Nullable NodeChoice read(ConfigValue value) {
        return value.yaml() instanceof YamlNode.Scalar ? SHAPE.read(value) : value.wrongKind("one node", ADVICE);
    }

    @Override
    public ObjectNode jsonSchema() {
        return SHAPE.jsonSchema();
    }
}
