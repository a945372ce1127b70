package dev.swarmlab.provision.reset;

import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code reset} has changed, or would change with {@code --dry-run}.
 *
 * @param changes empty when the lab was already in the state right after {@code up}
 */
public record ResetReport(String lab, List<Change> changes) {

    /**
     * A change.
     *
     * @param action {@code removed}, {@code restored} or {@code recreated}; with {@code --dry-run} {@code remove},
     *     {@code restore} or {@code recreate}
     * @param where a node's name, {@code swarm} or {@code registry}
     * @param kind as in {@code service}
     * @param name may be empty
     * @param reason what was different, as in {@code is not the lab's}
     */
    public record Change(String action, String where, String kind, String name, String reason) {}

    /** What was changed. */
    public static ResetReport done(String lab, List<Difference> differences) {
        return of(lab, differences, Cure::done);
    }

    /** What would be changed. */
    public static ResetReport planned(String lab, List<Difference> differences) {
        return of(lab, differences, Cure::verb);
    }

    /** A difference that was found several times is reported once. */
    private static ResetReport of(String lab, List<Difference> differences, Function<Cure, String> action) {
        Map<String, Change> changes = new LinkedHashMap<>();
        Set<String> rebuilt = differences.stream()
                .filter(each -> each.cure() == Cure.REBUILD && each.kind() == Kind.NODE)
                .map(Difference::where)
                .collect(Collectors.toSet());
        for (Difference each : differences) {
            boolean follows = rebuilt.contains(each.where()) && each.kind() == Kind.NODE;
            if (follows && each.cure() == Cure.RESTORE) {
                continue; // its container was missing only after its removal
            }
            String kind = each.kind().words();
            changes.putIfAbsent(
                    each.cure() + " " + each.where() + " " + kind + " " + each.name(),
                    new Change(action.apply(each.cure()), each.where(), kind, each.name(), each.reason()));
        }
        return new ResetReport(lab, List.copyOf(changes.values()));
    }

    /** As in {@code 3 changes}, or {@code unchanged}. */
    public String summary() {
        return switch (changes.size()) {
            case 0 -> "unchanged";
            case 1 -> "1 change";
            default -> changes.size() + " changes";
        };
    }

    /** A line for each lab. */
    public static String table(List<ResetReport> reports) {
        Table table = new Table("LAB", "RESULT");
        reports.forEach(report -> table.row(report.lab(), report.summary()));
        return table.text();
    }

    public String table() {
        Table table = new Table("ACTION", "WHERE", "KIND", "NAME", "REASON");
        changes.forEach(
                change -> table.row(change.action(), change.where(), change.kind(), change.name(), change.reason()));
        return table.text();
    }
}
