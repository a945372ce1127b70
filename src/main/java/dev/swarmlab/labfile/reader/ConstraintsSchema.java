package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Constraint;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.TextSchema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One placement constraint or a list of them, as in {@code node.role==worker}. */
final class ConstraintsSchema {

    private static final Set<String> ROLES = Set.of("manager", "worker");

    /** JSON Schema knows no named groups. */
    private static final String PATTERN = Constraint.PATTERN.replaceAll("\\?<[a-z]+>", "");

    private ConstraintsSchema() {}

    static Schema<List<Constraint>> schema() {
        Schema<Constraint> one = TextSchema.parsed(TextSchema.anchored(PATTERN), ConstraintsSchema::parse);
        return new ShortOrLongSchema<>(one.map(List::of), new ListSchema<>(one, 1, "[node.role==worker]"));
    }

    private static @Nullable Constraint parse(String text, ConfigValue value) {
        Constraint constraint = Constraint.parse(text).orElse(null);
        if (constraint == null) {
            return value.problem(
                    "can't be " + Messages.quote(text),
                    "write it as Docker does: node.role==worker, node.labels.region!=east or"
                            + " node.hostname==worker01");
        }
        return constraint.attribute().equals("node.role") && !ROLES.contains(constraint.value())
                ? value.problem(
                        "can't be " + Messages.quote(text) + ": a node's role is manager or worker",
                        "write node.role==manager or node.role==worker")
                : constraint;
    }
}
