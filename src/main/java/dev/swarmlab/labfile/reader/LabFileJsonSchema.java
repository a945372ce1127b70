package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.JsonSchemas;

/** The JSON Schema (2020-12) of lab descriptors, for editors. It is made from what the reader itself goes by. */
public final class LabFileJsonSchema {

    private LabFileJsonSchema() {}

    /** The schema as text, one line for each thing said, without a line break at its end. */
    public static String text() {
        ObjectNode jsonSchema = JsonSchemas.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "swarmlab lab descriptor")
                .put("description", "A Docker Swarm of docker-in-docker nodes. Made by `swarmlab schema`.");
        jsonSchema.setAll(LabFields.schema().jsonSchema());
        jsonSchema.putObject("$defs").set("variable", JsonSchemas.variable());
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(jsonSchema)
                    .replace(System.lineSeparator(), "\n");
        } catch (JsonProcessingException neverOfATree) {
            throw new IllegalStateException(neverOfATree);
        }
    }
}
