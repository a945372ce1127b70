package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's name, or words for a node that only the running lab can tell. */
record NodeChoiceShape() implements Shape<NodeChoice> {

    private static final Map<String, NodeChoice> WORDS = Map.of(
            "leader", new NodeChoice.Leader(),
            "any manager", NodeChoice.ANY_MANAGER,
            "any worker", new NodeChoice.AnyWorker());

    private static final Shape<NodeChoice> SHAPE = TextShape.parsed(
            TextShape.anchored("leader|any manager|any worker|manager|(manager|worker)[0-9]{2,3}"),
            NodeChoiceShape::parse);

    private static @Nullable NodeChoice parse(String text, Written written) {
        NodeChoice word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (!text.matches("manager|(manager|worker)[0-9]{2,3}")) {
            return written.problem(
                    "can't be " + Quote.of(text),
                    "write a node's name, as in manager, manager02 or worker01; or one of: "
                            + String.join(", ", List.of("leader", "any manager", "any worker")));
        }
        written.page().mentionNode(text, written.yaml().place());
        return new NodeChoice.Named(text);
    }

    @Override
    public @Nullable NodeChoice read(Written written) {
        return SHAPE.read(written);
    }

    @Override
    public ObjectNode schema() {
        return SHAPE.schema();
    }
}
