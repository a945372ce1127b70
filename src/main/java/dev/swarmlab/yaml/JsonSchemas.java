package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The pieces that the shapes' JSON Schemas are made of. */
public final class JsonSchemas {

    /** A text with a variable in it; what it will be is known only when it is read. */
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

    /** What the schema says, or a variable in its place. */
    public static ObjectNode orVariable(ObjectNode jsonSchema) {
        ObjectNode either = object();
        either.withArray("anyOf").add(jsonSchema).add(object().put("$ref", "#/$defs/variable"));
        return either;
    }

    public static ObjectNode variable() {
        return ofType("string")
                .put("description", "A text with ${VARIABLE} in it.")
                .put("pattern", INTERPOLATED_PATTERN);
    }
}
