package dev.swarmlab.lab;

import dev.swarmlab.report.Table;
import java.util.List;

/**
 * A lab on one line.
 *
 * @param nodes how many nodes it has
 * @param running how many of them run
 * @param registry where the host reaches its registry
 * @param file the descriptor that it was made from
 */
public record LabSummary(String name, int nodes, int running, String registry, String file) {

    public static String table(List<LabSummary> labs) {
        Table table = new Table("LAB", "NODES", "REGISTRY", "FILE");
        labs.forEach(lab -> table.row(lab.name(), lab.running() + "/" + lab.nodes(), lab.registry(), lab.file()));
        return table.text();
    }
}
