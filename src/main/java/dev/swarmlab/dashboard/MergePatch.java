package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Calculates JSON merge patches.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
final class MergePatch {

    private MergePatch() {}

    /** The patch that turns {@code before} into {@code after}. Neither may contain null: it removes a field. */
    static ObjectNode between(JsonNode before, JsonNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        after.properties().forEach(field -> {
            JsonNode oldValue = before.path(field.getKey());
            JsonNode value = field.getValue();
            if (!oldValue.equals(value)) {
                patch.set(field.getKey(), oldValue.isObject() && value.isObject() ? between(oldValue, value) : value);
            }
        });
        return patch;
    }
}
