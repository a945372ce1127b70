package dev.swarmlab.descriptor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of lab descriptors, for editors. It is made from what the reader itself goes by. */
public final class DescriptorSchema {

    private DescriptorSchema() {}

    /** The schema as text, one line for each thing said, without a line break at its end. */
    public static String text() {
        ObjectNode schema = Schemas.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "swarmlab lab descriptor")
                .put("description", "A Docker Swarm of docker-in-docker nodes. Made by `swarmlab schema`.");
        schema.setAll(LabFields.shape().schema());
        schema.putObject("$defs").set("variable", Schemas.variable());
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(schema)
                    .replace(System.lineSeparator(), "\n");
        } catch (JsonProcessingException neverOfATree) {
            throw new IllegalStateException(neverOfATree);
        }
    }
}
