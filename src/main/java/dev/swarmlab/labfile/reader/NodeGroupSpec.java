package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.yaml.EnumSchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of nodes as it was written, before the descriptor's {@code node} is laid beneath it. */
record NodeGroupSpec(int count, Map<String, String> labels, Availability availability, NodeSettingsOverrides overlay) {

    private static final Field<Integer> COUNT = Field.optional(
                    "count", new WholeNumberSchema(1, 200, "write how many nodes the group has"), "How many nodes.")
            .withDefault(1, 1);
    private static final Field<Map<String, String>> LABELS = Field.optional(
                    "labels", new LabelsSchema(), "Swarm labels of the nodes, for placement: node.labels.NAME.")
            .withDefault(Map.of(), Map.of());
    private static final Field<Availability> AVAILABILITY = Field.optional(
                    "availability", new EnumSchema<>(Availability.class), "Whether the nodes take tasks.")
            .withDefault(Availability.ACTIVE, "active");

    private static final Map<String, String> HINTS = Map.of(
            "replicas", "did you mean `count`?",
            "number", "did you mean `count`?",
            "role", "a group's role is the list that it stands in");

    static NodeGroupSpec of(int count) {
        return new NodeGroupSpec(count, Map.of(), Availability.ACTIVE, NodeSettingsOverrides.NOTHING);
    }

    static Schema<NodeGroupSpec> schema() {
        List<Field<?>> fields = new ArrayList<>(List.of(COUNT, LABELS, AVAILABILITY));
        fields.addAll(NodeSettingsOverrides.FIELDS);
        Map<String, String> hints = new HashMap<>(NodeSettingsOverrides.HINTS);
        hints.putAll(HINTS);
        return new MappingSchema<>("{count: 2, labels: {region: east}}", fields, hints, NodeGroupSpec::of);
    }

    private static @Nullable NodeGroupSpec of(Values values) {
        NodeSettingsOverrides overlay = NodeSettingsOverrides.of(values);
        return overlay == null
                ? null
                : new NodeGroupSpec(values.get(COUNT), values.get(LABELS), values.get(AVAILABILITY), overlay);
    }

    NodeGroup over(NodeSettings base) {
        return new NodeGroup(count, labels, availability, overlay.over(base));
    }
}
