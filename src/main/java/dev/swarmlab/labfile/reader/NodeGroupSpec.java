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

/** A group of nodes as the user wrote it, without the settings of the lab file's {@code node}. */
record NodeGroupSpec(
        int count, Map<String, String> labels, Availability availability, NodeSettingsOverrides overrides) {

    private static final Field<Integer> COUNT = Field.optional(
                    "count",
                    new WholeNumberSchema(1, 200, "write how many nodes the group has"),
                    "The number of nodes.")
            .withDefault(1, 1);
    private static final Field<Map<String, String>> LABELS = Field.optional(
                    "labels",
                    new LabelsSchema(),
                    "Swarm labels of the nodes, for placement constraints: node.labels.NAME.")
            .withDefault(Map.of(), Map.of());
    private static final Field<Availability> AVAILABILITY = Field.optional(
                    "availability", new EnumSchema<>(Availability.class), "The availability of the nodes.")
            .withDefault(Availability.ACTIVE, "active");

    private static final Map<String, String> HINTS = Map.of(
            "replicas", "did you mean `count`?",
            "number", "did you mean `count`?",
            "role", "`managers` and `workers` decide the role");

    static NodeGroupSpec of(int count) {
        return new NodeGroupSpec(count, Map.of(), Availability.ACTIVE, NodeSettingsOverrides.NONE);
    }

    static Schema<NodeGroupSpec> schema() {
        List<Field<?>> fields = new ArrayList<>(List.of(COUNT, LABELS, AVAILABILITY));
        fields.addAll(NodeSettingsOverrides.FIELDS);
        Map<String, String> hints = new HashMap<>(NodeSettingsOverrides.HINTS);
        hints.putAll(HINTS);
        return new MappingSchema<>("{count: 2, labels: {region: east}}", fields, hints, NodeGroupSpec::of);
    }

    private static @Nullable NodeGroupSpec of(Values values) {
        NodeSettingsOverrides overrides = NodeSettingsOverrides.of(values);
        return overrides == null
                ? null
                : new NodeGroupSpec(values.get(COUNT), values.get(LABELS), values.get(AVAILABILITY), overrides);
    }

    NodeGroup applyTo(NodeSettings base) {
        return new NodeGroup(count, labels, availability, overrides.applyTo(base));
    }
}
