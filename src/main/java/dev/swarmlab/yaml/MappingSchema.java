package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping with known keys. */
public final class MappingSchema<T> implements Schema<T> {

    /** Creates the result from valid values, or reports a problem that concerns several of them and returns null. */
    @FunctionalInterface
    public interface Builder<T> {
        @Nullable
        T build(Values values);
    }

    private final String example;
    private final List<Field<?>> fields;
    private final Map<String, String> hints;
    private final Builder<T> builder;
    private final List<Field<?>> alternatives;

    /**
     * @param example what to write, for a value that is not a mapping or lacks a key
     * @param hints advice for an unknown key, by key; for keys of other tools, since misspelt keys are suggested anyway
     */
    public MappingSchema(String example, List<Field<?>> fields, Map<String, String> hints, Builder<T> builder) {
        this(example, fields, hints, builder, List.of());
    }

    private MappingSchema(
            String example,
            List<Field<?>> fields,
            Map<String, String> hints,
            Builder<T> builder,
            List<Field<?>> alternatives) {
        this.example = example;
        this.fields = List.copyOf(fields);
        this.hints = Map.copyOf(hints);
        this.builder = builder;
        this.alternatives = List.copyOf(alternatives);
    }

    /** The same schema, but at least one of these optional fields is required. */
    public MappingSchema<T> requiringOneOf(List<Field<?>> optionalFields) {
        return new MappingSchema<>(example, fields, hints, builder, optionalFields);
    }

    @Override
    public @Nullable T read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping mapping)) {
            return value.wrongKind("a mapping", "write " + example);
        }
        Values values = new Values(value);
        boolean complete = true;
        for (YamlNode.Entry entry : mapping.entries()) {
            complete &= readEntry(entry, values);
        }
        for (Field<?> field : fields) {
            if (field.required() && mapping.entry(field.key()).isEmpty()) {
                complete = false;
                reportMissing(field, mapping, value);
            }
        }
        if (complete && !alternatives.isEmpty() && alternatives.stream().noneMatch(values::has)) {
            return value.problem("must have at least one of the keys " + keysOf(alternatives), "write " + example);
        }
        return complete ? builder.build(values) : null;
    }

    /** Reports a missing field, unless an unknown key was reported with a hint to this field. */
    private void reportMissing(Field<?> field, YamlNode.Mapping mapping, ConfigValue value) {
        String key = "`" + field.key() + "`";
        if (mapping.entries().stream().map(YamlNode.Entry::key).noneMatch(other -> hint(other)
                .contains(key))) {
            value.problem("has no " + key, "write " + example);
        }
    }

    private boolean readEntry(YamlNode.Entry entry, Values values) {
        Optional<Field<?>> field = fields.stream()
                .filter(candidate -> candidate.key().equals(entry.key()))
                .findFirst();
        if (field.isEmpty()) {
            ParseContext context = values.mapping().context();
            context.problem(
                    entry.position(),
                    "unknown key `" + Messages.printable(entry.key()) + "`",
                    adviceForUnknown(entry.key()));
            return false;
        }
        Object read = values.mapping()
                .child("`" + entry.key() + "`", entry.value())
                .as(field.get().schema());
        if (read == null) {
            return false;
        }
        values.put(field.get(), read);
        return true;
    }

    private String adviceForUnknown(String key) {
        String hint = hint(key);
        String separator = hint.isEmpty() ? "" : hint.endsWith("?") ? " " : "; ";
        return hint + separator + "allowed here: " + keysOf(fields);
    }

    /** What to write instead of an unknown key; empty for a known key, and if nothing can be suggested. */
    private String hint(String key) {
        List<String> known = fields.stream().map(Field::key).toList();
        if (known.contains(key)) {
            return "";
        }
        return Optional.ofNullable(hints.get(key))
                .or(() -> Suggestion.closest(key, known).map(close -> "did you mean `" + close + "`?"))
                .orElse("");
    }

    private static String keysOf(List<Field<?>> fields) {
        return String.join(", ", fields.stream().map(Field::key).toList());
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("object");
        ObjectNode properties = jsonSchema.putObject("properties");
        fields.forEach(field -> properties.set(field.key(), field.jsonSchema()));
        fields.stream()
                .filter(Field::required)
                .forEach(field -> jsonSchema.withArray("required").add(field.key()));
        alternatives.forEach(field ->
                jsonSchema.withArray("anyOf").addObject().withArray("required").add(field.key()));
        return jsonSchema.put("additionalProperties", false);
    }
}
