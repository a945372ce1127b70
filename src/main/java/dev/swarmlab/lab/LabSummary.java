package dev.swarmlab.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.swarmlab.report.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab in the list of labs.
 *
 * @param nodes the number of its nodes
 * @param running the number of its running nodes
 * @param registry the host and port of its registry on the engine's host
 * @param file the lab file of the last {@code up}
 * @param className the class that it belongs to; null for a lab that belongs to none
 * @param student the name of its student; null for a lab that belongs to no class
 */
public record LabSummary(
        String name,
        int nodes,
        int running,
        String registry,
        String file,
        @JsonProperty("class") @Nullable String className,
        @Nullable String student) {

    public static String table(List<LabSummary> labs) {
        Table table = new Table("LAB", "NODES", "REGISTRY", "FILE");
        labs.forEach(lab -> table.row(lab.name(), nodes(lab, labs), lab.registry(), lab.file()));
        return table.text();
    }

    /** The number of running nodes; for a class, which has no nodes, that of its labs. */
    private static String nodes(LabSummary lab, List<LabSummary> all) {
        if (!lab.name().equals(lab.className())) {
            return lab.running() + "/" + lab.nodes();
        }
        long labs = all.stream()
                .filter(other -> lab.name().equals(other.className()) && other.student() != null)
                .count();
        return labs + (labs == 1 ? " lab" : " labs");
    }
}
