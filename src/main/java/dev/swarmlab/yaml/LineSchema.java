package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A text on one line. As in Compose a number or a boolean will do too; the value is what was written.
 *
 * @param example what to write, for someone who wrote a list or a mapping
 */
public record LineSchema(int longest, String example) implements Schema<String> {

    @Override
    public @Nullable String read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("text", "write one text, as in " + example);
        }
        if (scalar.text().length() > longest) {
            return value.problem("is longer than " + longest + " characters", "write a shorter one");
        }
        return scalar.text().codePoints().anyMatch(Character::isISOControl)
                ? value.problem("holds a line break or another control character", "write it on one line")
                : scalar.text();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.object();
        jsonSchema.putArray("type").add("string").add("number").add("boolean");
        return jsonSchema;
    }
}
