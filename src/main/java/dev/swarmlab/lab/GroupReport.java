package dev.swarmlab.lab;

import dev.swarmlab.lab.LabReport.NodeReport;
import dev.swarmlab.report.Table;
import java.util.List;
import java.util.stream.Collectors;

/** The states of several labs. */
public record GroupReport(List<LabReport> labs) {

    private static final String READY = "ready";

    public GroupReport {
        labs = List.copyOf(labs);
    }

    public String table() {
        Table table = new Table("LAB", "READY", "LEADER", "PORTS", "NOT READY");
        for (LabReport lab : labs) {
            List<NodeReport> notReady = lab.nodes().stream()
                    .filter(node -> !node.state().equals(READY))
                    .toList();
            table.row(
                    lab.name(),
                    (lab.nodes().size() - notReady.size()) + "/" + lab.nodes().size(),
                    lab.nodes().stream()
                            .filter(NodeReport::leader)
                            .map(NodeReport::name)
                            .collect(Collectors.joining()),
                    lab.ports().stream()
                            .map(port -> port.host() + " -> " + port.port())
                            .collect(Collectors.joining(", ")),
                    notReady.stream()
                            .map(node -> node.name() + " " + node.state())
                            .collect(Collectors.joining(", ")));
        }
        return table.text();
    }
}
