package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.EnumSchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The check {@code node}: the state of a node in the swarm. */
final class NodeCheckSchema {

    private static final Field<NodeSelector> NODE =
            Field.required("node", new NodeSelectorSchema(), "The node, as in worker01 or leader.");
    private static final Field<Check.NodeState> STATE =
            Field.optional("state", new EnumSchema<>(Check.NodeState.class), "The state of the node in the swarm.");
    private static final Field<Check.NodeRole> ROLE =
            Field.optional("role", new EnumSchema<>(Check.NodeRole.class), "The role of the node in the swarm.");
    private static final Field<Availability> AVAILABILITY =
            Field.optional("availability", new EnumSchema<>(Availability.class), "The availability of the node.");
    private static final Field<Map<String, String>> LABELS = Field.optional(
                    "labels", new LabelsSchema(), "Labels that the node has. It may have others too.")
            .withDefault(Map.of(), Map.of());
    private static final Field<String> IMAGE = Field.optional(
            "image", new ImageSchema(), "An image that the node has, with the same digest as in the lab's registry.");

    private static final Map<String, String> HINTS =
            Map.of("status", "did you mean `state`?", "command", "did you mean `run`, before `node`?");

    private NodeCheckSchema() {}

    static Schema<Check.NodeCheck> schema() {
        List<Field<?>> conditions = List.of(STATE, ROLE, AVAILABILITY, LABELS, IMAGE);
        List<Field<?>> fields = new ArrayList<>(List.of(NODE));
        fields.addAll(conditions);
        return CheckFields.schema(
                        "{name: drained, node: worker01, availability: drain}", fields, HINTS, NodeCheckSchema::build)
                .requiringOneOf(conditions);
    }

    private static Check.NodeCheck build(Values values) {
        return new Check.NodeCheck(
                CheckFields.terms(values),
                values.get(NODE),
                values.find(STATE),
                values.find(ROLE),
                values.find(AVAILABILITY),
                values.get(LABELS),
                values.find(IMAGE));
    }
}
