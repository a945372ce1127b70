package dev.swarmlab.provision.reset;

import dev.swarmlab.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code reset} has changed, or would change with {@code --dry-run}.
 *
 * @param changes empty when the lab was already in the state right after {@code up}
 */
public record ResetReport(String lab, List<Change> changes) {

    /**
     * A change.
     *
     * @param action {@code removed}, {@code restored} or {@code recreated}
     * @param where a node's name, {@code swarm} or {@code registry}
     * @param kind as in {@code service}
     * @param name may be empty
     * @param reason what was different, as in {@code is not the lab's}
     */
    public record Change(String action, String where, String kind, String name, String reason) {

        private static Change of(Difference difference) {
            return new Change(
                    difference.cure().done(),
                    difference.where(),
                    difference.kind().words(),
                    difference.name(),
                    difference.reason());
        }
    }

    /** @param differences a difference that was found several times is reported once */
    public static ResetReport of(String lab, List<Difference> differences) {
        Map<String, Change> changes = new LinkedHashMap<>();
        differences.forEach(difference -> changes.putIfAbsent(
                String.join(
                        " ",
                        difference.cure().name(),
                        difference.where(),
                        difference.kind().name(),
                        difference.name()),
                Change.of(difference)));
        return new ResetReport(lab, new ArrayList<>(changes.values()));
    }

    public String table() {
        Table table = new Table("ACTION", "WHERE", "KIND", "NAME", "REASON");
        changes.forEach(change -> table.row(
                change.action(),
                change.where(),
                change.kind(),
                change.name(),
                change.reason()));
        return table.text();
    }
}
