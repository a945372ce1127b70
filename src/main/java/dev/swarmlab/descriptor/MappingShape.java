package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping with known keys. */
final class MappingShape<T> implements Shape<T> {

    /** Makes the thing of its valid values, or reports what is wrong with them together and gives null. */
    @FunctionalInterface
    interface Builder<T> {
        @Nullable
        T build(Values values);
    }

    private final String example;
    private final List<Field<?>> fields;
    private final Map<String, String> otherWords;
    private final Builder<T> builder;

    /**
     * @param example what to write, for someone who wrote something else than a mapping
     * @param otherWords what to say about words that people bring along from other tools, by word
     */
    MappingShape(String example, List<Field<?>> fields, Map<String, String> otherWords, Builder<T> builder) {
        this.example = example;
        this.fields = List.copyOf(fields);
        this.otherWords = Map.copyOf(otherWords);
        this.builder = builder;
    }

    @Override
    public @Nullable T read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping mapping)) {
            return written.wrongKind("a mapping", "write " + example);
        }
        Values values = new Values(written);
        boolean complete = true;
        for (Yaml.Entry entry : mapping.entries()) {
            complete &= readEntry(entry, values);
        }
        for (Field<?> field : fields) {
            if (field.required() && mapping.entry(field.key()).isEmpty()) {
                complete = false;
                written.problem("has no `" + field.key() + "`", "write " + example);
            }
        }
        return complete ? builder.build(values) : null;
    }

    private boolean readEntry(Yaml.Entry entry, Values values) {
        Optional<Field<?>> field = fields.stream()
                .filter(candidate -> candidate.key().equals(entry.key()))
                .findFirst();
        if (field.isEmpty()) {
            Page page = values.written().page();
            page.problem(entry.place(), "unknown key `" + Quote.visible(entry.key()) + "`", advice(entry.key()));
            return false;
        }
        Object value = values.written()
                .part("`" + entry.key() + "`", entry.value())
                .as(field.get().shape());
        if (value == null) {
            return false;
        }
        values.put(field.get(), value);
        return true;
    }

    private String advice(String unknown) {
        List<String> keys = fields.stream().map(Field::key).toList();
        String hint = Optional.ofNullable(otherWords.get(unknown))
                .or(() -> Suggestion.closest(unknown, keys).map(key -> "did you mean `" + key + "`?"))
                .map(words -> words + " ")
                .orElse("");
        return hint + "allowed here: " + String.join(", ", keys);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.ofType("object");
        ObjectNode properties = schema.putObject("properties");
        fields.forEach(field -> properties.set(field.key(), field.schema()));
        fields.stream().filter(Field::required).forEach(field -> schema.withArray("required")
                .add(field.key()));
        return schema.put("additionalProperties", false);
    }
}
