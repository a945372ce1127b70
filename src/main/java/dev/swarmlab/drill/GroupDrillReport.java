package dev.swarmlab.drill;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.report.JUnitXml;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of the scenarios of several labs. */
public record GroupDrillReport(List<DrillReport> labs) {

    public GroupDrillReport {
        labs = List.copyOf(labs);
    }

    /** A lab in JSON and YAML. */
    public record Data(String lab, boolean passed, List<DrillReport.Data> scenarios) {}

    public boolean hasFailed() {
        return labs.stream().anyMatch(DrillReport::hasFailed);
    }

    public List<Data> data() {
        return labs.stream()
                .map(lab -> new Data(lab.lab(), !lab.hasFailed(), lab.data()))
                .toList();
    }

    /** A line for each lab, with what failed. */
    public String table() {
        Table table = new Table("LAB", "SCENARIOS", "FAILED");
        labs.forEach(lab -> table.row(
                lab.lab(),
                lab.summary(),
                lab.results().stream()
                        .filter(DrillResult::hasFailed)
                        .map(GroupDrillReport::failed)
                        .collect(Collectors.joining("; "))));
        return table.text();
    }

    /** As in {@code the leader is lost: every node works again}. */
    private static String failed(DrillResult result) {
        String checks = result.checks().stream()
                .filter(CheckResult::hasFailed)
                .map(CheckResult::name)
                .collect(Collectors.joining(", "));
        return Stream.of(result.scenario(), result.failure() == null ? checks : result.failure())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
    }

    /** The report in the XML format of JUnit, with a suite for each lab. */
    public JUnitXml junit() {
        return JUnitXml.of(
                "swarmlab drill",
                labs.stream()
                        .map(lab -> new JUnitXml.Suite(lab.lab(), lab.tests()))
                        .toList());
    }
}
