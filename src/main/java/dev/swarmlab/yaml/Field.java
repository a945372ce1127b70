package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A key of a mapping: the one place that says how it is called, written, explained and left out.
 *
 * @param fallback its value when it is left out; null when there is none
 * @param fallbackText how the fallback would be written, for editors
 */
public record Field<T>(
        String key,
        Schema<T> schema,
        String description,
        boolean required,
        @Nullable T fallback,
        @Nullable Object fallbackText) {

    public static <T> Field<T> required(String key, Schema<T> schema, String description) {
        return new Field<>(key, schema, description, true, null, null);
    }

    public static <T> Field<T> optional(String key, Schema<T> schema, String description) {
        return new Field<>(key, schema, description, false, null, null);
    }

    /** The same field with a value for when it is left out. */
    public Field<T> orElse(T value, Object written) {
        return new Field<>(key, schema, description, false, value, written);
    }

    ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.object().put("description", description);
        if (fallbackText != null) {
            jsonSchema.putPOJO("default", fallbackText);
        }
        return jsonSchema.setAll(schema.jsonSchema());
    }
}
