package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys the user chooses. */
record DictionaryShape<T>(String keyPattern, String keyAdvice, Shape<T> value, String example)
        implements Shape<Map<String, T>> {

    @Override
    public @Nullable Map<String, T> read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping mapping)) {
            return written.wrongKind("a mapping", "write " + example);
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (Yaml.Entry entry : mapping.entries()) {
            T read = written.part("`" + Quote.visible(entry.key()) + "`", entry.value())
                    .as(value);
            if (!Pattern.matches(keyPattern, entry.key())) {
                written.page()
                        .problem(
                                entry.place(),
                                Quote.of(entry.key()) + " can't be a key of " + written.name(),
                                keyAdvice);
            } else if (read != null) {
                values.put(entry.key(), read);
            }
        }
        return values.size() == mapping.entries().size() ? values : null;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.ofType("object");
        schema.putObject("propertyNames").put("pattern", TextShape.anchored(keyPattern));
        return schema.set("additionalProperties", value.schema());
    }
}
