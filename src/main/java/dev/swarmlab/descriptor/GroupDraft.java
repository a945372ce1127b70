package dev.swarmlab.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of nodes as it was written, before the descriptor's {@code node} is laid beneath it. */
record GroupDraft(int count, Map<String, String> labels, Availability availability, SettingsOverlay overlay) {

    private static final Field<Integer> COUNT = Field.optional(
                    "count", new WholeNumberShape(1, 200, "write how many nodes the group has"), "How many nodes.")
            .orElse(1, 1);
    private static final Field<Map<String, String>> LABELS = Field.optional(
                    "labels", new LabelsShape(), "Swarm labels of the nodes, for placement: node.labels.NAME.")
            .orElse(Map.of(), Map.of());
    private static final Field<Availability> AVAILABILITY = Field.optional(
                    "availability", new WordShape<>(Availability.class), "Whether the nodes take tasks.")
            .orElse(Availability.ACTIVE, "active");

    private static final Map<String, String> OTHER_WORDS = Map.of(
            "replicas", "did you mean `count`?",
            "number", "did you mean `count`?",
            "role", "a group's role is the list that it stands in;");

    static GroupDraft of(int count) {
        return new GroupDraft(count, Map.of(), Availability.ACTIVE, SettingsOverlay.NOTHING);
    }

    static Shape<GroupDraft> shape() {
        List<Field<?>> fields = new ArrayList<>(List.of(COUNT, LABELS, AVAILABILITY));
        fields.addAll(SettingsOverlay.FIELDS);
        Map<String, String> otherWords = new HashMap<>(SettingsOverlay.OTHER_WORDS);
        otherWords.putAll(OTHER_WORDS);
        return new MappingShape<>("{count: 2, labels: {region: east}}", fields, otherWords, GroupDraft::of);
    }

    private static @Nullable GroupDraft of(Values values) {
        SettingsOverlay overlay = SettingsOverlay.of(values);
        return overlay == null
                ? null
                : new GroupDraft(values.get(COUNT), values.get(LABELS), values.get(AVAILABILITY), overlay);
    }

    NodeGroup over(NodeSettings base) {
        return new NodeGroup(count, labels, availability, overlay.over(base));
    }
}
