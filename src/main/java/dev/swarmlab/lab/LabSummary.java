package dev.swarmlab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
public record LabSummary(
        String name,
        int nodes,
        int running,
        String registry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String expires,
        boolean expired,
        String file) {

    /** The column EXPIRES is left out when no lab expires. */
    public static String table(List<LabSummary> labs, Instant now) {
        if (labs.stream().allMatch(lab -> lab.expires() == null)) {
            Table table = new Table("LAB", "NODES", "REGISTRY", "FILE");
            labs.forEach(lab -> table.row(lab.name(), lab.started(), lab.registry(), lab.file()));
            return table.text();
        }
        Table table = new Table("LAB", "NODES", "REGISTRY", "EXPIRES", "FILE");
        labs.forEach(lab -> table.row(
                lab.name(),
                lab.started(),
                lab.registry(),
                Expiry.parse(lab.expires()).map(expiry -> expiry.described(now)).orElse(""),
                lab.file()));
        return table.text();
    }

    /** As in {@code 3/4}. */
    private String started() {
        return running + "/" + nodes;
    }
}
