package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a lab's scenarios. */
public record DrillReport(String lab, List<DrillResult> results) {

    public DrillReport {
        results = List.copyOf(results);
    }

    /** A moment of a time line as machines read it. */
    public record Entry(double second, String kind, String words) {}

    /** A scenario as machines read it. */
    public record Data(
            String scenario,
            boolean passed,
            @Nullable String failure,
            double seconds,
            List<Entry> timeLine,
            CheckReport.Data checks) {}

    public boolean hasFailed() {
        return results.stream().anyMatch(DrillResult::hasFailed);
    }

    public List<Data> data() {
        return results.stream()
                .map(result -> new Data(
                        result.scenario(),
                        !result.hasFailed(),
                        result.failure(),
                        result.took().toMillis() / 1000.0,
                        result.moments().stream().map(DrillReport::entry).toList(),
                        new CheckReport(lab, result.checks()).data()))
                .toList();
    }

    private static Entry entry(DrillEvent moment) {
        return new Entry(
                moment.at().toMillis() / 1000.0, moment.kind().name().toLowerCase(Locale.ROOT), moment.words());
    }

    /** A moment as people read it, as soon as it has come. */
    public static String line(DrillEvent moment) {
        String sign =
                switch (moment.kind()) {
                    case ACTION -> "▶";
                    case CHANGE -> " ";
                    case PASSED -> "✓";
                    case FAILED -> "✗";
                };
        return String.format(Locale.ROOT, "%7.1f s  %s %s", moment.at().toMillis() / 1000.0, sign, moment.words());
    }

    /** As in {@code 2 passed, 1 failed}. */
    public String summary() {
        if (results.isEmpty()) {
            return "none";
        }
        long failed = results.stream().filter(DrillResult::hasFailed).count();
        long passed = results.size() - failed;
        return (passed > 0 ? passed + " passed" : "")
                + (passed > 0 && failed > 0 ? ", " : "")
                + (failed > 0 ? failed + " failed" : "");
    }
}
