package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param entry the schema of each entry
 * @param minSize the minimum number of entries, 0 or 1
 * @param example what to write, for a value that is not a list or has too few entries
 */
public record ListSchema<T>(Schema<T> entry, int minSize, String example) implements Schema<List<T>> {

    public ListSchema(Schema<T> entry, String example) {
        this(entry, 0, example);
    }

    @Override
    public @Nullable List<T> read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Sequence sequence)) {
            return value.wrongKind("a list", "write " + example);
        }
        if (sequence.items().size() < minSize) {
            return value.problem("must have at least one entry", "write " + example);
        }
        List<T> entries = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            T read = value.child("an entry of " + value.name(), item).as(entry);
            if (read != null) {
                entries.add(read);
            }
        }
        return entries.size() == sequence.items().size() ? entries : null;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("array");
        if (minSize > 0) {
            jsonSchema.put("minItems", minSize);
        }
        return jsonSchema.set("items", entry.jsonSchema());
    }
}
