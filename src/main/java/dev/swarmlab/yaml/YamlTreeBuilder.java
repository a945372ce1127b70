package dev.swarmlab.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Converts SnakeYAML's nodes to {@link YamlNode}s: resolves aliases and merge keys, replaces variables, and reports
 * duplicate keys, tags and other constructs that swarmlab does not support.
 */
public final class YamlTreeBuilder {

    /** Ten times more than any real file has. Nested aliases can expand to billions of values. */
    private static final int MAX_VALUES = 10_000;

    /** In characters. Limits the time that regular expressions need for a value. */
    static final int MAX_TEXT_LENGTH = 4096;

    private static final Set<Tag> KNOWN_TAGS = Set.of(YamlComposer.PLAIN, Tag.STR, Tag.SEQ, Tag.MAP);

    private final ParseContext context;
    private final Interpolation interpolation;
    /** The nodes between the root and the current node. */
    private final Set<Node> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());

    private int values;

    public YamlTreeBuilder(ParseContext context) {
        this(context, Map.of());
    }

    /** @param adviceForUnset advice for variables that the user can't set in this file, by name of the variable */
    public YamlTreeBuilder(ParseContext context, Map<String, String> adviceForUnset) {
        this.context = context;
        this.interpolation = new Interpolation(context.environment(), adviceForUnset);
    }

    /**
     * Converts a node with everything below it. Problems are reported to the context.
     *
     * @throws UnreadableYaml if an alias contains itself, or the file has more than 10,000 values
     */
    public YamlNode build(Node node) {
        Position position = YamlComposer.position(node.getStartMark());
        if (++values > MAX_VALUES) {
            throw new UnreadableYaml(
                    position,
                    "the file has more than " + MAX_VALUES + " values, including those of aliases",
                    "use fewer values and aliases");
        }
        if (!ancestors.add(node)) {
            throw new UnreadableYaml(position, "an alias is inside its own anchor", "remove the alias");
        }
        YamlNode yaml = convert(node, position);
        ancestors.remove(node);
        return yaml;
    }

    private YamlNode convert(Node node, Position position) {
        if (!KNOWN_TAGS.contains(node.getTag())) {
            context.problem(
                    position,
                    "the tag " + Messages.quote(node.getTag().getValue()) + " is not supported",
                    "remove the tag, which begins with `!`");
            return new YamlNode.Broken(position);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, position);
        }
        if (node instanceof SequenceNode sequence) {
            return new YamlNode.Sequence(
                    position, sequence.getValue().stream().map(this::build).toList());
        }
        return mapping((MappingNode) node, position);
    }

    private YamlNode scalar(ScalarNode node, Position position) {
        String source = node.getValue();
        if (source.length() > MAX_TEXT_LENGTH) {
            return tooLong(position);
        }
        if (!source.contains("$")) {
            boolean plain = node.getTag().equals(YamlComposer.PLAIN);
            return new YamlNode.Scalar(position, source, plain ? ScalarKind.ofPlain(source) : ScalarKind.TEXT, false);
        }
        try {
            String text = interpolation.apply(source);
            return text.length() > MAX_TEXT_LENGTH
                    ? tooLong(position)
                    : new YamlNode.Scalar(position, text, ScalarKind.TEXT, true);
        } catch (Interpolation.Unresolved unresolved) {
            context.problem(position, unresolved.text(), unresolved.advice());
            return new YamlNode.Broken(position);
        }
    }

    private YamlNode tooLong(Position position) {
        context.problem(position, "this string is longer than " + MAX_TEXT_LENGTH + " characters", "shorten it");
        return new YamlNode.Broken(position);
    }

    private YamlNode mapping(MappingNode node, Position position) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        List<YamlNode.Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyPosition = YamlComposer.position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().length() > MAX_TEXT_LENGTH) {
                context.problem(
                        keyPosition,
                        "a key must be a string of at most " + MAX_TEXT_LENGTH + " characters",
                        "write `key: value`");
            } else if (isMerge(key)) {
                merged.addAll(mergedMappings(build(tuple.getValueNode()), keyPosition));
            } else {
                YamlNode.Entry entry = new YamlNode.Entry(key.getValue(), keyPosition, build(tuple.getValueNode()));
                YamlNode.Entry first = entries.putIfAbsent(entry.key(), entry);
                if (first != null) {
                    context.problem(
                            keyPosition,
                            "duplicate key `" + Messages.printable(entry.key()) + "`, first used "
                                    + first.position().described(),
                            "remove one of the two");
                }
            }
        }
        merged.forEach(mapping -> mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry)));
        return new YamlNode.Mapping(position, List.copyOf(entries.values()));
    }

    static boolean isMerge(ScalarNode key) {
        return key.getValue().equals("<<") && key.isPlain();
    }

    /** The mappings that {@code <<} names, one or a list. If several have the same key, the first one counts. */
    private List<YamlNode.Mapping> mergedMappings(YamlNode value, Position position) {
        if (value instanceof YamlNode.Mapping mapping) {
            return List.of(mapping);
        }
        if (value instanceof YamlNode.Sequence sequence
                && sequence.items().stream().allMatch(YamlNode.Mapping.class::isInstance)) {
            return sequence.items().stream().map(YamlNode.Mapping.class::cast).toList();
        }
        context.problem(position, "`<<` can only merge mappings", "write an alias of a mapping: `<<: *name`");
        return List.of();
    }
}
