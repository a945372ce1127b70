package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A key of a mapping.
 *
 * @param description for editors, which show it from the JSON Schema
 * @param defaultValue the value if the user omits the key; null if there is no default
 * @param defaultInFile the default as a user would write it, for the JSON Schema; null if there is no default
 */
public record Field<T>(
        String key,
        Schema<T> schema,
        String description,
        boolean required,
        @Nullable T defaultValue,
        @Nullable Object defaultInFile) {

    public static <T> Field<T> required(String key, Schema<T> schema, String description) {
        return new Field<>(key, schema, description, true, null, null);
    }

    public static <T> Field<T> optional(String key, Schema<T> schema, String description) {
        return new Field<>(key, schema, description, false, null, null);
    }

    /** The same field with a default. */
    public Field<T> withDefault(T value, Object valueInFile) {
        return new Field<>(key, schema, description, false, value, valueInFile);
    }

    ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.object().put("description", description);
        if (defaultInFile != null) {
            jsonSchema.putPOJO("default", defaultInFile);
        }
        return jsonSchema.setAll(schema.jsonSchema());
    }
}
