package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.YamlComposer;
import java.math.BigDecimal;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Converts YAML to JSON as an editor does for JSON Schema: with aliases resolved, and without replacing variables. */
final class YamlAsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlAsJson() {}

    static JsonNode of(String yaml) {
        return of(YamlComposer.compose(yaml, ""));
    }

    private static JsonNode of(Node node) {
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(item -> array.add(of(item)));
            return array;
        }
        return node instanceof MappingNode mapping ? object(mapping.getValue()) : scalar((ScalarNode) node);
    }

    private static JsonNode object(List<NodeTuple> tuples) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : tuples) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            JsonNode value = of(tuple.getValueNode());
            if (key.equals("<<")) {
                (value.isArray() ? value : JSON.arrayNode().add(value))
                        .forEach(base -> object.setAll((ObjectNode) base));
            } else {
                object.set(key, value);
            }
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (!scalar.getTag().equals(YamlComposer.PLAIN)) {
            return JSON.textNode(text);
        }
        return switch (ScalarKind.ofPlain(text)) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(text));
            case INTEGER -> JSON.numberNode(Long.parseLong(text));
            case DECIMAL -> JSON.numberNode(new BigDecimal(text));
            case TEXT -> JSON.textNode(text);
        };
    }
}
