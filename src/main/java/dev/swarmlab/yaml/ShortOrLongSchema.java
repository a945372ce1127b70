package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A value with a short form, which is a scalar, and a long form, which is a mapping or a list. */
public record ShortOrLongSchema<T>(Schema<T> shortForm, Schema<T> longForm) implements Schema<T> {

    @Override
    public @Nullable T read(ConfigValue value) {
        return value.as(value.yaml() instanceof YamlNode.Scalar ? shortForm : longForm);
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.oneOf(shortForm.jsonSchema(), longForm.jsonSchema());
    }
}
