package dev.swarmlab.check;

import dev.swarmlab.report.JUnitXml;
import dev.swarmlab.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of the checks of several labs. */
public record GroupCheckReport(List<OfLab> labs) implements CheckResults {

    public GroupCheckReport {
        labs = List.copyOf(labs);
    }

    /**
     * The results of one lab.
     *
     * @param student null for a lab that belongs to no class
     */
    public record OfLab(@Nullable String student, CheckReport report) {

        private long passed() {
            return count(Outcome.PASSED);
        }

        private long count(Outcome outcome) {
            return report.results().stream()
                    .filter(result -> result.outcome() == outcome)
                    .count();
        }

        private String failed() {
            return report.results().stream()
                    .filter(CheckResult::hasFailed)
                    .map(CheckResult::name)
                    .collect(Collectors.joining("; "));
        }
    }

    /** A lab in JSON and YAML. */
    public record Data(
            String lab,
            @Nullable String student,
            long passed,
            long failed,
            long unavailable,
            List<CheckReport.Line> checks) {}

    @Override
    public boolean hasFailed() {
        return labs.stream().anyMatch(lab -> lab.report().hasFailed());
    }

    @Override
    public List<Data> data() {
        return labs.stream()
                .map(lab -> {
                    CheckReport.Data data = lab.report().data();
                    return new Data(
                            data.lab(), lab.student(), data.passed(), data.failed(), data.unavailable(), data.checks());
                })
                .toList();
    }

    @Override
    public String table() {
        Table table = new Table("LAB", "STUDENT", "PASSED", "FAILED CHECKS");
        for (OfLab lab : labs) {
            String student = lab.student();
            table.row(lab.report().lab(), student == null ? "" : student, passed(lab), lab.failed());
        }
        return table.text() + "\n" + summary() + "\n";
    }

    /** Unavailable checks do not count. */
    private static String passed(OfLab lab) {
        long counting = lab.report().results().size() - lab.count(Outcome.UNAVAILABLE);
        return lab.passed() + " of " + counting;
    }

    @Override
    public String summary() {
        long complete = labs.stream().filter(lab -> !lab.report().hasFailed()).count();
        return complete + " of " + labs.size() + (labs.size() == 1 ? " lab passes" : " labs pass") + " all checks";
    }

    /** A suite for each lab. */
    @Override
    public JUnitXml junit() {
        return JUnitXml.of(
                "swarmlab check",
                labs.stream()
                        .map(lab -> new JUnitXml.Suite(
                                lab.report().lab(), lab.report().tests()))
                        .toList());
    }

    @Override
    public Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        labs.forEach(lab -> lines.put(
                lab.report().lab(),
                lab.report().lab() + ": " + passed(lab) + (lab.failed().isEmpty() ? "" : ", failed: " + lab.failed())));
        return lines;
    }
}
