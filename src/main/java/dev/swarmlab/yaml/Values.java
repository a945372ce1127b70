package dev.swarmlab.yaml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The valid values of one mapping, by field. */
public final class Values {

    private final ConfigValue mapping;
    private final Map<Field<?>, Object> values = new HashMap<>();

    public Values(ConfigValue mapping) {
        this.mapping = mapping;
    }

    void put(Field<?> field, Object value) {
        values.put(field, value);
    }

    /** The mapping, for problems that concern more than one field. */
    public ConfigValue mapping() {
        return mapping;
    }

    /** Whether the user wrote the field. */
    public boolean has(Field<?> field) {
        return values.containsKey(field);
    }

    /** The value of the field, or its default; null if it has neither. */
    // The value was read by the schema of the field, which returns a T.
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Field<T> field) {
        T value = (T) values.get(field);
        return value == null ? field.defaultValue() : value;
    }

    /** The value of a field that is required or has a default. */
    public <T> T get(Field<T> field) {
        T value = find(field);
        if (value == null) {
            throw new IllegalStateException(field.key() + " is neither required nor has a default");
        }
        return value;
    }

    /** Records a constraint at the position of a field's value, or of the mapping if the field is missing. */
    public void requireUnique(Field<?> field, UniqueConstraint constraint) {
        Position position = ((YamlNode.Mapping) mapping.yaml())
                .entry(field.key())
                .map(entry -> entry.value().position())
                .orElse(mapping.yaml().position());
        mapping.context().requireUnique(constraint, position);
    }
}
