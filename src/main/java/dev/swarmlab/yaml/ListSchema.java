package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of values that are all of one shape. */
public record ListSchema<T>(Schema<T> entry, int least, String example) implements Schema<List<T>> {

    public ListSchema(Schema<T> entry, String example) {
        this(entry, 0, example);
    }

    @Override
    public @Nullable List<T> read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Sequence sequence)) {
            return value.wrongKind("a list", "write " + example);
        }
        if (sequence.items().size() < least) {
            return value.problem("must have an entry at least", "write " + example);
        }
        List<T> entries = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            T read = value.part("an entry of " + value.name(), item).as(entry);
            if (read != null) {
                entries.add(read);
            }
        }
        return entries.size() == sequence.items().size() ? entries : null;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("array");
        if (least > 0) {
            jsonSchema.put("minItems", least);
        }
        return jsonSchema.set("items", entry.jsonSchema());
    }
}
