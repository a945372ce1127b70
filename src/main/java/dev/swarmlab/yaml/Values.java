package dev.swarmlab.yaml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one mapping, by field; whoever gets it knows that every one of them is valid. */
public final class Values {

    private final ConfigValue mapping;
    private final Map<Field<?>, Object> values = new HashMap<>();

    public Values(ConfigValue mapping) {
        this.mapping = mapping;
    }

    void put(Field<?> field, Object value) {
        values.put(field, value);
    }

    /** The mapping itself, for problems that concern it as a whole. */
    public ConfigValue mapping() {
        return mapping;
    }

    public boolean has(Field<?> field) {
        return values.containsKey(field);
    }

    /** The value or its fallback, null when there is neither. */
    // A field's value was read by the field's own shape, which gives nothing but T.
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Field<T> field) {
        T value = (T) values.get(field);
        return value == null ? field.fallback() : value;
    }

    /** The value of a field that is required or has a fallback. */
    public <T> T get(Field<T> field) {
        T value = find(field);
        if (value == null) {
            throw new IllegalStateException(field.key() + " is neither required nor has it a fallback");
        }
        return value;
    }

    /** Claims something for the value of a field that was mapping. */
    public void requireUnique(Field<?> field, UniqueConstraint constraint) {
        Position position = ((YamlNode.Mapping) mapping.yaml())
                .entry(field.key())
                .map(entry -> entry.value().position())
                .orElse(mapping.yaml().position());
        mapping.context().requireUnique(constraint, position);
    }
}
