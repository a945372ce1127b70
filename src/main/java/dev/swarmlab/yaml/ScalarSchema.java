package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A string on one line. As in Compose, it can also be a number or a boolean: the value is its text in the file.
 *
 * @param maxLength in characters
 * @param example what to write, for a list or a mapping
 */
public record ScalarSchema(int maxLength, String example) implements Schema<String> {

    @Override
    public @Nullable String read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("a string", "write a single string, as in " + example);
        }
        if (scalar.text().length() > maxLength) {
            return value.problem("is longer than " + maxLength + " characters", "shorten it");
        }
        return scalar.text().codePoints().anyMatch(Character::isISOControl)
                ? value.problem("contains a line break or another control character", "write it on one line")
                : scalar.text();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.object();
        jsonSchema.putArray("type").add("string").add("number").add("boolean");
        return jsonSchema;
    }
}
