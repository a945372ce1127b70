package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A key of a mapping: the one place that says how it is called, written, explained and left out.
 *
 * @param fallback its value when it is left out; null when there is none
 * @param writtenFallback how the fallback would be written, for editors
 */
record Field<T>(
        String key,
        Shape<T> shape,
        String description,
        boolean required,
        @Nullable T fallback,
        @Nullable Object writtenFallback) {

    static <T> Field<T> required(String key, Shape<T> shape, String description) {
        return new Field<>(key, shape, description, true, null, null);
    }

    static <T> Field<T> optional(String key, Shape<T> shape, String description) {
        return new Field<>(key, shape, description, false, null, null);
    }

    /** The same field with a value for when it is left out. */
    Field<T> orElse(T value, Object written) {
        return new Field<>(key, shape, description, false, value, written);
    }

    ObjectNode schema() {
        ObjectNode schema = Schemas.object().put("description", description);
        if (writtenFallback != null) {
            schema.putPOJO("default", writtenFallback);
        }
        return schema.setAll(shape.schema());
    }
}
