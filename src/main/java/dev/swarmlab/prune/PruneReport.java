package dev.swarmlab.prune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.swarmlab.prune.PruneItem.Kind;
import dev.swarmlab.prune.PruneItem.Result;
import dev.swarmlab.report.ByteSize;
import dev.swarmlab.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code prune} removed, or would remove.
 *
 * @param freedBytes the disk space of what was removed, or would be, as far as the engine tells sizes
 */
public record PruneReport(boolean dryRun, long freedBytes, List<PruneItem> items) {

    static PruneReport of(boolean dryRun, List<PruneItem> items) {
        Result counted = dryRun ? Result.PLANNED : Result.REMOVED;
        return new PruneReport(
                dryRun,
                items.stream()
                        .filter(item -> item.result() == counted)
                        .mapToLong(PruneReport::bytes)
                        .sum(),
                List.copyOf(items));
    }

    /** The report of a run that has removed nothing, as there is nothing to remove. */
    public static PruneReport of(List<PruneItem> skipped) {
        return of(false, skipped);
    }

    /** The report where no engine runs. */
    public static PruneReport empty(boolean dryRun) {
        return of(dryRun, List.of());
    }

    private static long bytes(PruneItem item) {
        Long bytes = item.bytes();
        return bytes == null ? 0 : bytes;
    }

    /** The items that were to be removed and were not. */
    public List<PruneItem> failures() {
        return items.stream().filter(item -> item.result() == Result.FAILED).toList();
    }

    public String table() {
        Table table = new Table("KIND", "NAME", "SIZE", "REASON");
        for (PruneItem item : items) {
            Long bytes = item.bytes();
            table.row(
                    item.kind().word(),
                    item.name(),
                    bytes == null ? "-" : ByteSize.text(bytes),
                    (item.result() == Result.SKIPPED ? "skipped: " : "") + item.reason());
        }
        return table.text();
    }

    /** Whether there is nothing to remove. */
    @JsonIgnore
    public boolean isEmpty() {
        return items.stream().noneMatch(item -> item.result() == Result.PLANNED);
    }

    /** The items that were planned and then skipped. */
    public List<PruneItem> skippedSince(PrunePlan plan) {
        return items.stream()
                .filter(item ->
                        item.result() == Result.SKIPPED && !plan.skipped().contains(item))
                .toList();
    }

    /** The last line for people. */
    public String conclusion() {
        return (dryRun ? "Would free " : "Freed ") + total();
    }

    /** The disk space, for people. */
    public String total() {
        return ByteSize.text(freedBytes);
    }

    /** The items that are to be removed, as in {@code 1 lab and 2 images}; empty when there are none. */
    public String counted() {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = items.stream()
                    .filter(item -> item.kind() == kind && item.result() == Result.PLANNED)
                    .count();
            if (count > 0) {
                counts.add(counted(kind, count));
            }
        }
        return counts.size() < 2
                ? String.join("", counts)
                : String.join(", ", counts.subList(0, counts.size() - 1)) + " and " + counts.get(counts.size() - 1);
    }

    private static String counted(Kind kind, long count) {
        if (kind == Kind.LEFTOVERS) {
            return "the leftovers of " + count + (count == 1 ? " lab" : " labs");
        }
        return count + " " + kind.word() + (count == 1 ? "" : "s");
    }
}
