package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.report.Table;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.TaskView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The current state as JSON or as a table, for a command that prints it once. */
public final class Snapshot {

    private Snapshot() {}

    /** In the format of {@code /api/state}, without events and results of checks. */
    public static JsonNode of(List<LabView> labs) {
        Map<String, LabView> byName = labs.stream()
                .collect(Collectors.toMap(LabView::name, Function.identity(), (first, second) -> first, TreeMap::new));
        return StateVersion.first().next(byName, ChecksView.NONE, List.of()).fullState();
    }

    /** The nodes of the labs and the tasks on them, as a table that begins with a line of headers. */
    public static String table(List<LabView> labs) {
        Table table = new Table("LAB", "NODE", "ROLE", "STATUS", "TASKS");
        for (LabView lab : labs) {
            for (NodeView node : lab.sortedNodes()) {
                String tasks = lab.tasksOn(node).stream().map(TaskView::name).collect(Collectors.joining(", "));
                table.row(lab.name(), node.name(), node.leader() ? "leader" : node.role(), node.status(), tasks);
            }
        }
        String problems = labs.stream()
                .filter(lab -> !lab.problem().isEmpty())
                .map(lab -> lab.name() + ": " + lab.problem() + "\n")
                .collect(Collectors.joining());
        return table.text() + (problems.isEmpty() ? "" : "\n" + problems);
    }
}
