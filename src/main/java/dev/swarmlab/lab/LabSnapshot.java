package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named state of a lab: copies of the volumes of its nodes and of its registry.
 *
 * @param revision distinguishes snapshots of one name, from 1
 * @param created when it was saved (ISO 8601)
 * @param version the version of swarmlab that saved it
 * @param origin the lab file of the lab at that time
 * @param parts sorted by name
 */
public record LabSnapshot(
        String lab,
        String name,
        int revision,
        String created,
        String version,
        Optional<Origin> origin,
        List<Part> parts) {

    /** Short enough for a column of a table, and for the name of a volume. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");

    /**
     * The copy of one volume.
     *
     * @param node its name; {@code registry} for the registry
     * @param role as in the label of its container
     * @param volume the name of the volume with the copy
     */
    public record Part(String node, String role, SavedState state, String volume) {

        boolean isRegistry() {
            return role.equals(Role.REGISTRY.word());
        }
    }

    static LabSnapshot of(SnapshotVolume complete, EngineVolume description, Map<SnapshotVolume, EngineVolume> all) {
        Map<String, String> labels = description.labels();
        List<Part> parts = all.entrySet().stream()
                .filter(entry -> entry.getKey().isNode()
                        && entry.getKey().snapshot().equals(complete.snapshot())
                        && entry.getKey().revision() == complete.revision())
                .map(entry -> part(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Part::node))
                .toList();
        return new LabSnapshot(
                complete.lab(),
                complete.snapshot(),
                complete.revision(),
                labels.getOrDefault(Labels.SNAPSHOT_CREATED, ""),
                labels.getOrDefault(Labels.SNAPSHOT_VERSION, ""),
                Origin.of(labels),
                parts);
    }

    private static Part part(SnapshotVolume volume, EngineVolume labelled) {
        return new Part(
                volume.part(),
                labelled.labels().getOrDefault(Labels.ROLE, ""),
                SavedState.of(labelled.labels().getOrDefault(Labels.SNAPSHOT_STATE, "")),
                labelled.name());
    }

    /** @throws Failure of kind {@link FailureKind#WRONG_INPUT} for a text that can't be the name of a snapshot */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.of(FailureKind.WRONG_INPUT, "\"" + name + "\" can't be the name of a snapshot")
                    .advise("Use lower-case letters, digits, hyphens, underscores and dots, at most 40 of them, as in"
                            + " after-exercise-3");
        }
    }

    /** The number of its nodes. */
    public int nodes() {
        return (int) parts.stream().filter(part -> !part.isRegistry()).count();
    }
}
