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

/** Makes {@link YamlNode} of SnakeYAML's nodes: follows aliases, merges, puts variables in, refuses what has no meaning here. */
public final class YamlTree {

    /** The largest lab needs a tenth of it; aliases of aliases would need billions. */
    private static final int MOST_VALUES = 10_000;

    /** More than any value needs, and little enough for every pattern that values are matched with. */
    static final int LONGEST_TEXT = 4096;

    private static final Set<Tag> KNOWN_TAGS = Set.of(YamlComposer.PLAIN, Tag.STR, Tag.SEQ, Tag.MAP);

    private final ParseContext context;
    private final Interpolation interpolation;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    public YamlTree(ParseContext context) {
        this(context, Map.of());
    }

    /** @param adviceForUnset see {@link Interpolation} */
    public YamlTree(ParseContext context, Map<String, String> adviceForUnset) {
        this.context = context;
        this.interpolation = new Interpolation(context.environment(), adviceForUnset);
    }

    public YamlNode of(Node node) {
        Position position = YamlComposer.position(node.getStartMark());
        if (++values > MOST_VALUES) {
            throw new UnreadableYaml(
                    position,
                    "aliases blow this file up to more than " + MOST_VALUES + " values",
                    "write it without them");
        }
        if (!open.add(node)) {
            throw new UnreadableYaml(position, "an alias stands inside its own anchor", "write it without the alias");
        }
        YamlNode yaml = convert(node, position);
        open.remove(node);
        return yaml;
    }

    private YamlNode convert(Node node, Position position) {
        if (!KNOWN_TAGS.contains(node.getTag())) {
            context.problem(
                    position,
                    "the tag " + Messages.quote(node.getTag().getValue()) + " has no meaning here",
                    "remove what begins with `!`");
            return new YamlNode.Broken(position);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, position);
        }
        if (node instanceof SequenceNode sequence) {
            return new YamlNode.Sequence(
                    position, sequence.getValue().stream().map(this::of).toList());
        }
        return mapping((MappingNode) node, position);
    }

    private YamlNode scalar(ScalarNode node, Position position) {
        String written = node.getValue();
        if (written.length() > LONGEST_TEXT) {
            return tooLong(position);
        }
        if (!written.contains("$")) {
            boolean plain = node.getTag().equals(YamlComposer.PLAIN);
            return new YamlNode.Scalar(position, written, plain ? ScalarKind.ofPlain(written) : ScalarKind.TEXT, false);
        }
        try {
            String text = interpolation.apply(written);
            return text.length() > LONGEST_TEXT
                    ? tooLong(position)
                    : new YamlNode.Scalar(position, text, ScalarKind.TEXT, true);
        } catch (Interpolation.Unresolved unresolved) {
            context.problem(position, unresolved.text(), unresolved.advice());
            return new YamlNode.Broken(position);
        }
    }

    private YamlNode tooLong(Position position) {
        context.problem(position, "this text is longer than " + LONGEST_TEXT + " characters", "write a shorter one");
        return new YamlNode.Broken(position);
    }

    private YamlNode mapping(MappingNode node, Position position) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        List<YamlNode.Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyPosition = YamlComposer.position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().length() > LONGEST_TEXT) {
                context.problem(keyPosition, "a key must be a word", "write `key: value`");
            } else if (key.getValue().equals("<<") && key.isPlain()) {
                merged.addAll(merge(of(tuple.getValueNode()), keyPosition));
            } else {
                YamlNode.Entry entry = new YamlNode.Entry(key.getValue(), keyPosition, of(tuple.getValueNode()));
                YamlNode.Entry first = entries.putIfAbsent(entry.key(), entry);
                if (first != null) {
                    context.problem(
                            keyPosition,
                            "the key `" + Messages.printable(entry.key()) + "` stands already on line "
                                    + first.position().line(),
                            "keep one of the two");
                }
            }
        }
        merged.forEach(mapping -> mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry)));
        return new YamlNode.Mapping(position, List.copyOf(entries.values()));
    }

    /** What {@code <<} brings in: one mapping or a list of them, the earlier ones first in rank. */
    private List<YamlNode.Mapping> merge(YamlNode value, Position position) {
        if (value instanceof YamlNode.Mapping mapping) {
            return List.of(mapping);
        }
        if (value instanceof YamlNode.Sequence sequence
                && sequence.items().stream().allMatch(YamlNode.Mapping.class::isInstance)) {
            return sequence.items().stream().map(YamlNode.Mapping.class::cast).toList();
        }
        context.problem(position, "`<<` merges mappings only", "write an alias of a mapping: `<<: *name`");
        return List.of();
    }
}
