package dev.swarmlab.lab;

import dev.swarmlab.report.Table;
import java.util.List;

/**
 * A lab in the list of labs.
 *
 * @param nodes the number of its nodes
 * @param running the number of its running nodes
 * @param registry the host and port of its registry on the engine's host
 * @param file the lab file of the last {@code up}
 */
public record LabSummary(String name, int nodes, int running, String registry, String file) {

    public static String table(List<LabSummary> labs) {
        Table table = new Table("LAB", "NODES", "REGISTRY", "FILE");
        labs.forEach(lab -> table.row(lab.name(), lab.running() + "/" + lab.nodes(), lab.registry(), lab.file()));
        return table.text();
    }
}
