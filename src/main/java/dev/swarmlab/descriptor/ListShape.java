package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of values that are all of one shape. */
record ListShape<T>(Shape<T> entry, int least, String example) implements Shape<List<T>> {

    ListShape(Shape<T> entry, String example) {
        this(entry, 0, example);
    }

    @Override
    public @Nullable List<T> read(Written written) {
        if (!(written.yaml() instanceof Yaml.Sequence sequence)) {
            return written.wrongKind("a list", "write " + example);
        }
        if (sequence.items().size() < least) {
            return written.problem("must have an entry at least", "write " + example);
        }
        List<T> entries = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            T value = written.part("an entry of " + written.name(), item).as(entry);
            if (value != null) {
                entries.add(value);
            }
        }
        return entries.size() == sequence.items().size() ? entries : null;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.ofType("array");
        if (least > 0) {
            schema.put("minItems", least);
        }
        return schema.set("items", entry.schema());
    }
}
