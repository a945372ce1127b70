package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping whose keys the user chooses. The order of the file is kept.
 *
 * @param keyPattern a regular expression that each whole key must match
 * @param keyAdvice what to write for a key that does not match
 * @param example what to write, for a value that is not a mapping
 */
public record DictionarySchema<T>(String keyPattern, String keyAdvice, Schema<T> valueSchema, String example)
        implements Schema<Map<String, T>> {

    @Override
    public @Nullable Map<String, T> read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping mapping)) {
            return value.wrongKind("a mapping", "write " + example);
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            T read = value.child(name(value.name(), entry.key()), entry.value()).as(valueSchema);
            if (!Pattern.matches(keyPattern, entry.key())) {
                value.context()
                        .problem(
                                entry.position(),
                                Messages.quote(entry.key()) + " can't be a key of " + value.name(),
                                keyAdvice);
            } else if (read != null) {
                values.put(entry.key(), read);
            }
        }
        return values.size() == mapping.entries().size() ? values : null;
    }

    /** As in {@code `stacks.echo`}. */
    private static String name(String dictionary, String key) {
        String printable = Messages.printable(key);
        return dictionary.endsWith("`")
                ? dictionary.substring(0, dictionary.length() - 1) + "." + printable + "`"
                : "`" + printable + "` of " + dictionary;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("object");
        jsonSchema.putObject("propertyNames").put("pattern", TextSchema.anchored(keyPattern));
        return jsonSchema.set("additionalProperties", valueSchema.jsonSchema());
    }
}
