package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's name, or words for a node that only the running lab can tell. */
record NodeChoiceShape() implements Shape<NodeChoice> {

    /** How nodes are named. */
    static final String NAME = "manager|(manager|worker)[0-9]{2,3}";

    private static final String ADVICE = "write a node's name, as in manager, manager02 or worker01; or one of: leader,"
            + " any manager, any worker";

    private static final Map<String, NodeChoice> WORDS = Map.of(
            "leader", new NodeChoice.Leader(),
            "any manager", NodeChoice.ANY_MANAGER,
            "any worker", new NodeChoice.AnyWorker());

    private static final Shape<NodeChoice> SHAPE =
            TextShape.parsed(TextShape.anchored("leader|any manager|any worker|" + NAME), NodeChoiceShape::parse);

    private static @Nullable NodeChoice parse(String text, Written written) {
        NodeChoice word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (!text.matches(NAME)) {
            return written.problem("can't be " + Quote.of(text), ADVICE);
        }
        written.page().mentionNode(text, written.yaml().place());
        return new NodeChoice.Named(text);
    }

    @Override
    public @Nullable NodeChoice read(Written written) {
        return written.yaml() instanceof Yaml.Scalar ? SHAPE.read(written) : written.wrongKind("one node", ADVICE);
    }

    @Override
    public ObjectNode schema() {
        return SHAPE.schema();
    }
}
