package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds the JSON Schemas of {@link Schema}s. */
public final class JsonSchemas {

    /** Matches a string that contains a variable. An editor can't know its value. */
    static final String INTERPOLATED_PATTERN = "\\$";

    private JsonSchemas() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode ofType(String type) {
        return object().put("type", type);
    }

    public static ObjectNode oneOf(ObjectNode... choices) {
        ObjectNode jsonSchema = object();
        for (ObjectNode choice : choices) {
            jsonSchema.withArray("oneOf").add(choice);
        }
        return jsonSchema;
    }

    /** The given schema, or a string with a variable. */
    public static ObjectNode orVariable(ObjectNode jsonSchema) {
        ObjectNode either = object();
        either.withArray("anyOf").add(jsonSchema).add(object().put("$ref", "#/$defs/variable"));
        return either;
    }

    /** The definition that {@link #orVariable} refers to, for {@code $defs/variable}. */
    public static ObjectNode variable() {
        return ofType("string")
                .put("description", "A string that contains a variable, as in ${VARIABLE}.")
                .put("pattern", INTERPOLATED_PATTERN);
    }
}
