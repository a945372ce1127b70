package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The pieces that the shapes' JSON Schemas are made of. */
final class Schemas {

    /** A text with a variable in it; what it will be is known only when it is read. */
    static final String INTERPOLATED_PATTERN = "\\$";

    private Schemas() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode ofType(String type) {
        return object().put("type", type);
    }

    static ObjectNode oneOf(ObjectNode... choices) {
        ObjectNode schema = object();
        for (ObjectNode choice : choices) {
            schema.withArray("oneOf").add(choice);
        }
        return schema;
    }

    /** What the schema says, or a variable in its place. */
    static ObjectNode orVariable(ObjectNode schema) {
        ObjectNode either = object();
        either.withArray("anyOf").add(schema).add(object().put("$ref", "#/$defs/variable"));
        return either;
    }

    static ObjectNode variable() {
        return ofType("string")
                .put("description", "A text with ${VARIABLE} in it.")
                .put("pattern", INTERPOLATED_PATTERN);
    }
}
