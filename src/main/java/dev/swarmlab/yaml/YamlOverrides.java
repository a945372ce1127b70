package dev.swarmlab.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Values that override values of a file, in the order in which they apply. Not thread-safe. */
public final class YamlOverrides {

    private final List<Value> values = new ArrayList<>();

    /**
     * Overrides a value. It replaces earlier overrides of the same key and of parts of its value.
     *
     * @param keys the keys that lead from the root to the value, at least one
     * @param yaml the new value
     * @param source the override as the user wrote it, for messages
     * @throws UnreadableYaml if the value is missing or null, or is not YAML
     */
    public void put(List<String> keys, String yaml, String source) {
        Node node = YamlComposer.composeOrNull(yaml, source);
        if (node == null
                || (node instanceof ScalarNode scalar
                        && scalar.getTag().equals(YamlComposer.PLAIN)
                        && ScalarKind.ofPlain(scalar.getValue()) == ScalarKind.NULL)) {
            throw new UnreadableYaml(Position.WHOLE_FILE, "there is no value", "write a value");
        }
        put(new Value(keys, node, source));
    }

    /** As {@link #put(List, String, String)}, but the value is this text and not YAML, and contains no variables. */
    public void putText(List<String> keys, String text, String source) {
        put(new Value(keys, scalar(text.replace("$", "$$"), source), source));
    }

    private void put(Value value) {
        values.removeIf(earlier -> Collections.indexOfSubList(earlier.keys, value.keys) == 0);
        values.add(value);
    }

    /**
     * The nodes of a file with the overrides. Variables are replaced later, so those of a value that is overridden may
     * be unset. Problems are reported to the context.
     */
    public Node applyTo(Node root, ParseContext context) {
        Node result = root;
        for (Value value : values) {
            result = value.applyTo(result, 0, context);
        }
        return result;
    }

    private static ScalarNode scalar(String text, String source) {
        return new ScalarNode(Tag.STR, text, mark(source), mark(source), ScalarStyle.DOUBLE_QUOTED);
    }

    private static Mark mark(String source) {
        return new Mark(source, 0, 0, 0, new int[0], 0);
    }

    private record Value(List<String> keys, Node node, String source) {

        /**
         * Replaces a value, or adds it. Mappings are copied, since an alias may use them elsewhere.
         *
         * @param depth the number of keys that lead from the root to the old node
         */
        Node applyTo(Node old, int depth, ParseContext context) {
            if (depth == keys.size()) {
                return node;
            }
            if (!(old instanceof MappingNode mapping)) {
                if (depth > 0) { // the schema reports a root that is not a mapping
                    report(depth, "is not a mapping, so it has no keys", context);
                }
                return old;
            }
            String key = keys.get(depth);
            List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
            if (tuples.stream().noneMatch(tuple -> isKey(tuple.getKeyNode(), key))) {
                if (depth + 1 < keys.size() && tuples.stream().anyMatch(tuple -> isMerge(tuple.getKeyNode()))) {
                    report(depth + 1, "may come from a merge (`<<`), so its keys can't be overridden", context);
                    return old;
                }
                tuples.add(new NodeTuple(scalar(key, source), emptyMapping()));
            }
            tuples.replaceAll(tuple -> isKey(tuple.getKeyNode(), key)
                    ? new NodeTuple(tuple.getKeyNode(), applyTo(tuple.getValueNode(), depth + 1, context))
                    : tuple);
            return new MappingNode(
                    mapping.getTag(), true, tuples, mapping.getStartMark(), mapping.getEndMark(), FlowStyle.AUTO);
        }

        private MappingNode emptyMapping() {
            return new MappingNode(Tag.MAP, true, List.of(), mark(source), mark(source), FlowStyle.AUTO);
        }

        private static boolean isKey(Node node, String key) {
            return node instanceof ScalarNode scalar && scalar.getValue().equals(key) && !isMerge(node);
        }

        private static boolean isMerge(Node node) {
            return node instanceof ScalarNode scalar && YamlTreeBuilder.isMerge(scalar);
        }

        private void report(int depth, String message, ParseContext context) {
            String path = "`" + Messages.printable(String.join(".", keys.subList(0, depth))) + "`";
            context.problem(Position.of(source), path + " " + message, "override the whole value of " + path);
        }
    }
}
