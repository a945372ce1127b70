package dev.swarmlab.lab;

import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.report.ByteSize;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in the list of snapshots.
 *
 * @param created when it was saved (ISO 8601)
 * @param bytes the disk space that it uses; null when the engine does not tell
 * @param nodes the number of its nodes
 * @param version the version of swarmlab that saved it
 */
public record SnapshotSummary(
        String lab, String name, String created, @Nullable Long bytes, int nodes, String version) {

    /** @param usage the disk space that the engine uses; empty when it is not known */
    public static SnapshotSummary of(LabSnapshot snapshot, Optional<DiskUsage> usage) {
        return new SnapshotSummary(
                snapshot.lab(),
                snapshot.name(),
                snapshot.created(),
                usage.map(DiskUsage::volumes)
                        .map(sizes -> bytes(snapshot, sizes))
                        .orElse(null),
                snapshot.nodes(),
                snapshot.version());
    }

    private static Long bytes(LabSnapshot snapshot, Map<String, Long> sizes) {
        return Snapshots.volumesOf(snapshot).stream()
                .mapToLong(volume -> sizes.getOrDefault(volume, 0L))
                .sum();
    }

    public static String table(List<SnapshotSummary> snapshots) {
        Table table = new Table("LAB", "SNAPSHOT", "CREATED", "SIZE", "NODES");
        snapshots.forEach(snapshot -> table.row(
                snapshot.lab(),
                snapshot.name(),
                snapshot.created(),
                Optional.ofNullable(snapshot.bytes()).map(ByteSize::text).orElse("unknown"),
                String.valueOf(snapshot.nodes())));
        return table.text();
    }
}
