package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping with known keys. */
public final class MappingSchema<T> implements Schema<T> {

    /** Makes the thing of its valid values, or reports what is wrong with them together and gives null. */
    @FunctionalInterface
    public interface Builder<T> {
        @Nullable
        T build(Values values);
    }

    private final String example;
    private final List<Field<?>> fields;
    private final Map<String, String> otherWords;
    private final Builder<T> builder;
    private final List<Field<?>> demands;
    private final String withoutDemand;

    /**
     * @param example what to write, for someone who wrote something else than a mapping
     * @param otherWords what to say about words that people bring along from other tools, by word
     */
    public MappingSchema(String example, List<Field<?>> fields, Map<String, String> otherWords, Builder<T> builder) {
        this(example, fields, otherWords, builder, List.of(), "");
    }

    private MappingSchema(
            String example,
            List<Field<?>> fields,
            Map<String, String> otherWords,
            Builder<T> builder,
            List<Field<?>> demands,
            String withoutDemand) {
        this.example = example;
        this.fields = List.copyOf(fields);
        this.otherWords = Map.copyOf(otherWords);
        this.builder = builder;
        this.demands = List.copyOf(demands);
        this.withoutDemand = withoutDemand;
    }

    /** The same, but one at least of these optional fields must be there; what is said where none is goes first. */
    public MappingSchema<T> demanding(String message, List<Field<?>> oneOfThese) {
        return new MappingSchema<>(example, fields, otherWords, builder, oneOfThese, message);
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
        if (complete && !demands.isEmpty() && demands.stream().noneMatch(values::has)) {
            return value.problem(
                    withoutDemand,
                    "write one of: "
                            + String.join(", ", demands.stream().map(Field::key).toList()));
        }
        return complete ? builder.build(values) : null;
    }

    /** Unless it is there by another name, and that was reported. */
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
                    entry.position(), "unknown key `" + Messages.printable(entry.key()) + "`", advice(entry.key()));
            return false;
        }
        Object read = values.mapping()
                .part("`" + entry.key() + "`", entry.value())
                .as(field.get().schema());
        if (read == null) {
            return false;
        }
        values.put(field.get(), read);
        return true;
    }

    private String advice(String unknown) {
        return hint(unknown) + "allowed here: " + String.join(", ", keys());
    }

    /** What may have been meant by a key; empty for one that is known. */
    private String hint(String key) {
        if (keys().contains(key)) {
            return "";
        }
        return Optional.ofNullable(otherWords.get(key))
                .or(() -> Suggestion.closest(key, keys()).map(close -> "did you mean `" + close + "`?"))
                .map(words -> words + " ")
                .orElse("");
    }

    private List<String> keys() {
        return fields.stream().map(Field::key).toList();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("object");
        ObjectNode properties = jsonSchema.putObject("properties");
        fields.forEach(field -> properties.set(field.key(), field.jsonSchema()));
        fields.stream()
                .filter(Field::required)
                .forEach(field -> jsonSchema.withArray("required").add(field.key()));
        demands.forEach(field ->
                jsonSchema.withArray("anyOf").addObject().withArray("required").add(field.key()));
        return jsonSchema.put("additionalProperties", false);
    }
}
