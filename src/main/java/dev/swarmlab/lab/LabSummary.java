package dev.swarmlab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.swarmlab.report.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab in the list of labs.
 *
 * @param nodes the number of its nodes
 * @param running the number of its running nodes
 * @param registry the host and port of its registry on the engine's host
 * @param expires when it expires (ISO 8601); null when it does not
 * @param expired whether that time is over
 * @param file the lab file of the last {@code up}
 * @param className the class that it belongs to; null for a lab that belongs to none
 * @param student the name of its student; null for a lab that belongs to no class
 */
public record LabSummary(
        String name,
        int nodes,
        int running,
        String registry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String expires,
        boolean expired,
        String file,
        @JsonProperty("class") @Nullable String className,
        @Nullable String student) {

    /** The column EXPIRES is left out when no lab expires. */
    public static String table(List<LabSummary> labs, Instant now) {
        if (labs.stream().allMatch(lab -> lab.expires() == null)) {
            Table table = new Table("LAB", "NODES", "REGISTRY", "FILE");
            labs.forEach(lab -> table.row(lab.name(), lab.started(labs), lab.registry(), lab.file()));
            return table.text();
        }
        Table table = new Table("LAB", "NODES", "REGISTRY", "EXPIRES", "FILE");
        labs.forEach(lab -> table.row(
                lab.name(),
                lab.started(labs),
                lab.registry(),
                Expiry.parse(lab.expires()).map(expiry -> expiry.described(now)).orElse(""),
                lab.file()));
        return table.text();
    }

    /** As in {@code 3/4}; for a class, which has no nodes, the number of its labs. */
    private String started(List<LabSummary> all) {
        if (!name.equals(className)) {
            return running + "/" + nodes;
        }
        long labs = all.stream()
                .filter(other -> name.equals(other.className()) && other.student() != null)
                .count();
        return labs + (labs == 1 ? " lab" : " labs");
    }
}
