package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.report.JUnitXml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of a lab's scenarios. */
public record DrillReport(String lab, List<DrillResult> results) {

    public DrillReport {
        results = List.copyOf(results);
    }

    /**
     * An event of a timeline in JSON and YAML.
     *
     * @param second the time since the start of the drill, in seconds
     * @param kind {@code action}, {@code change}, {@code passed} or {@code failed}
     */
    public record Entry(double second, String kind, String message) {}

    /** A scenario in JSON and YAML. */
    public record Data(
            String scenario,
            boolean passed,
            @Nullable String failure,
            double seconds,
            List<Entry> timeline,
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
                        result.events().stream().map(DrillReport::entry).toList(),
                        new CheckReport(lab, result.checks()).data()))
                .toList();
    }

    private static Entry entry(DrillEvent event) {
        return new Entry(event.at().toMillis() / 1000.0, event.kind().name().toLowerCase(Locale.ROOT), event.message());
    }

    /** A line of the table. */
    public static String line(DrillEvent event) {
        String symbol =
                switch (event.kind()) {
                    case ACTION -> "▶";
                    case CHANGE -> " ";
                    case PASSED -> "✓";
                    case FAILED -> "✗";
                };
        return String.format(Locale.ROOT, "%7.1f s  %s %s", event.at().toMillis() / 1000.0, symbol, event.message());
    }

    /** The report in the XML format of JUnit, with a suite for each scenario. */
    public JUnitXml junit() {
        return JUnitXml.of(
                lab,
                results.stream()
                        .map(result -> new JUnitXml.Suite(result.scenario(), tests(result)))
                        .toList());
    }

    /** The scenarios as tests of one suite. */
    List<JUnitXml.TestCase> tests() {
        return results.stream()
                .flatMap(result -> tests(result).stream().map(test -> test.within(result.scenario())))
                .toList();
    }

    /** The actions of a scenario as one test, then its checks. */
    private List<JUnitXml.TestCase> tests(DrillResult result) {
        Duration checks = result.checks().stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
        double seconds = Math.max(0, result.took().minus(checks).toMillis() / 1000.0);
        List<JUnitXml.TestCase> tests = new ArrayList<>();
        tests.add(JUnitXml.TestCase.of("actions", seconds, Objects.requireNonNullElse(result.failure(), "")));
        tests.addAll(new CheckReport(lab, result.checks()).tests());
        return tests;
    }

    /** As in {@code 2 passed, 1 failed}, or {@code none}. */
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
