package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What has changed between two JSON objects, as a merge patch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
final class MergePatch {

    private MergePatch() {}

    /** What must be merged into the one to get the other. Neither may hold {@code null}, which means "gone" in a patch. */
    static ObjectNode between(JsonNode before, JsonNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        after.properties().forEach(field -> {
            JsonNode was = before.path(field.getKey());
            JsonNode is = field.getValue();
            if (!was.equals(is)) {
                patch.set(field.getKey(), was.isObject() && is.isObject() ? between(was, is) : is);
            }
        });
        return patch;
    }
}
