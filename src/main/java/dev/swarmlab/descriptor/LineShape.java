package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A text on one line. As in Compose a number or a boolean will do too; the value is what was written.
 *
 * @param example what to write, for someone who wrote a list or a mapping
 */
record LineShape(int longest, String example) implements Shape<String> {

    @Override
    public @Nullable String read(Written written) {
        if (!(written.yaml() instanceof Yaml.Scalar scalar)) {
            return written.wrongKind("text", "write one text, as in " + example);
        }
        if (scalar.text().length() > longest) {
            return written.problem("is longer than " + longest + " characters", "write a shorter one");
        }
        return scalar.text().codePoints().anyMatch(Character::isISOControl)
                ? written.problem("holds a line break or another control character", "write it on one line")
                : scalar.text();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.object();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }
}
