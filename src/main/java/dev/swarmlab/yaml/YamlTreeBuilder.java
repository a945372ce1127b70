package dev.swarmlab.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Converts SnakeYAML's nodes to {@link YamlNode}s: resolves aliases and merge keys, replaces variables, applies
 * overrides, and reports duplicate keys, tags and other constructs that swarmlab does not support. A value of the file
 * that is overridden is not converted, so its variables may be unset.
 */
public final class YamlTreeBuilder {

    /** Ten times more than any real file has. Nested aliases can expand to billions of values. */
    private static final int MAX_VALUES = 10_000;

    /** In characters. Limits the time that regular expressions need for a value. */
    static final int MAX_TEXT_LENGTH = 4096;

    private static final Set<Tag> KNOWN_TAGS = Set.of(YamlComposer.PLAIN, Tag.STR, Tag.SEQ, Tag.MAP);

    private final ParseContext context;
    private final Interpolation interpolation;
    private final @Nullable KeyVariable variable;
    private final YamlOverrides overrides;
    /** The nodes between the root and the current node. */
    private final Set<Node> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());

    private int values;
    /** The override that is being converted; null while the file is. */
    private @Nullable String source;

    public YamlTreeBuilder(ParseContext context) {
        this(context, Map.of(), null, YamlOverrides.NONE);
    }

    /**
     * @param adviceForUnset advice for variables that the user can't set in this file, by name of the variable
     * @param variable a variable with the value of a key; null for none
     */
    public YamlTreeBuilder(
            ParseContext context,
            Map<String, String> adviceForUnset,
            @Nullable KeyVariable variable,
            YamlOverrides overrides) {
        this.context = context;
        this.interpolation = new Interpolation(context.environment(), adviceForUnset);
        this.variable = variable;
        this.overrides = overrides;
    }

    /**
     * Converts the root node with everything below it. Problems are reported to the context.
     *
     * @throws UnreadableYaml if an alias contains itself, or the file has more than 10,000 values
     */
    public YamlNode build(Node root) {
        return build(root, overrides);
    }

    /** @param overriding what overrides parts of the node */
    private YamlNode build(Node node, YamlOverrides overriding) {
        Position position = position(node);
        if (++values > MAX_VALUES) {
            throw new UnreadableYaml(
                    position,
                    "the file has more than " + MAX_VALUES + " values, including those of aliases",
                    "use fewer values and aliases");
        }
        if (!ancestors.add(node)) {
            throw new UnreadableYaml(position, "an alias is inside its own anchor", "remove the alias");
        }
        YamlNode yaml = convert(node, position, overriding);
        ancestors.remove(node);
        return yaml;
    }

    private Position position(Node node) {
        return source == null ? YamlComposer.position(node.getStartMark()) : Position.of(source);
    }

    private YamlNode convert(Node node, Position position, YamlOverrides overriding) {
        if (!KNOWN_TAGS.contains(node.getTag())) {
            context.problem(
                    position,
                    "the tag " + Messages.quote(node.getTag().getValue()) + " is not supported",
                    "remove the tag, which begins with `!`");
            return new YamlNode.Broken(position);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, position, overriding);
        }
        refuse(overriding);
        if (node instanceof SequenceNode sequence) {
            return new YamlNode.Sequence(
                    position,
                    sequence.getValue().stream()
                            .map(item -> build(item, YamlOverrides.NONE))
                            .toList());
        }
        return scalar((ScalarNode) node, position);
    }

    /** Reports the overrides of keys of a value that has no keys. A root without keys is reported by its schema. */
    private void refuse(YamlOverrides overriding) {
        if (overriding.path().isEmpty()) {
            return;
        }
        String path = "`" + Messages.printable(overriding.path()) + "`";
        for (String override : overriding.sourcesBelow()) {
            context.problem(
                    Position.of(override),
                    path + " is not a mapping, so it has no keys",
                    "override the whole value of " + path);
        }
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
            if (!unresolved.equals(Interpolation.Unresolved.REPORTED)) {
                context.problem(position, unresolved.text(), unresolved.advice());
            }
            return new YamlNode.Broken(position);
        }
    }

    private YamlNode tooLong(Position position) {
        context.problem(position, "this string is longer than " + MAX_TEXT_LENGTH + " characters", "shorten it");
        return new YamlNode.Broken(position);
    }

    private YamlNode mapping(MappingNode node, Position position, YamlOverrides overriding) {
        boolean isRoot = ancestors.size() == 1;
        Map<String, YamlNode> built = isRoot && variable != null ? define(variable, node, overriding) : Map.of();
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        List<YamlNode.Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyPosition = position(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().length() > MAX_TEXT_LENGTH) {
                context.problem(
                        keyPosition,
                        "a key must be a string of at most " + MAX_TEXT_LENGTH + " characters",
                        "write `key: value`");
            } else if (key.getValue().equals("<<") && key.isPlain()) {
                merged.addAll(mergedMappings(build(tuple.getValueNode(), YamlOverrides.NONE), keyPosition));
            } else {
                YamlNode value = built.get(key.getValue());
                if (value == null) {
                    value = valueOf(tuple, overriding.below(key.getValue()));
                }
                YamlNode.Entry entry = new YamlNode.Entry(key.getValue(), keyPosition, value);
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
        List<YamlOverrides> others = overriding.children().stream()
                .filter(override -> !entries.containsKey(override.key()))
                .toList();
        merged.forEach(mapping -> mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry)));
        return new YamlNode.Mapping(position, overridden(entries, others, built));
    }

    /**
     * Sets the variable to the value of its key, before any other value is converted.
     *
     * @return the value by its key; empty if the file has no such key
     */
    private Map<String, YamlNode> define(KeyVariable keyVariable, MappingNode root, YamlOverrides overriding) {
        String key = keyVariable.key();
        Optional<NodeTuple> written = root.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst();
        YamlOverrides override = overriding.below(key);
        interpolation.withhold(keyVariable.name(), keyVariable.usedInItsKey());
        Optional<YamlNode> value = override.replacement() == null
                ? written.map(tuple -> build(tuple.getValueNode(), override))
                : Optional.of(overridden(null, override));
        if (value.isEmpty()) {
            interpolation.withhold(keyVariable.name(), keyVariable.withoutKey());
            return Map.of();
        }
        if (value.get() instanceof YamlNode.Scalar scalar && scalar.kind() != ScalarKind.NULL) {
            interpolation.release(keyVariable.name());
            context.define(keyVariable.name(), scalar.text());
        } else {
            interpolation.withhold(keyVariable.name(), Interpolation.Unresolved.REPORTED);
        }
        return Map.of(key, value.get());
    }

    /** The value of a key of the file, or what replaces it. */
    private YamlNode valueOf(NodeTuple tuple, YamlOverrides override) {
        return override.replacement() == null
                ? build(tuple.getValueNode(), override)
                : overridden(null, override);
    }

    /**
     * Applies an override to a converted value.
     *
     * @param value null if the file does not have the key, or if the override replaces the whole value
     */
    private YamlNode overridden(@Nullable YamlNode value, YamlOverrides override) {
        Node replacement = override.replacement();
        if (replacement != null) {
            String outer = source;
            source = override.source();
            YamlNode replaced = build(replacement, override);
            source = outer;
            return replaced;
        }
        if (value == null || value instanceof YamlNode.Mapping) {
            Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
            if (value instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
            }
            Position position = value == null ? Position.of(override.source()) : value.position();
            return new YamlNode.Mapping(position, overridden(entries, override.children(), Map.of()));
        }
        if (!(value instanceof YamlNode.Broken)) {
            refuse(override);
        }
        return value;
    }

    /**
     * Applies overrides to the entries of a mapping.
     *
     * @param built values that were already converted, by key
     */
    private List<YamlNode.Entry> overridden(
            Map<String, YamlNode.Entry> entries,
            Collection<YamlOverrides> overriding,
            Map<String, YamlNode> built) {
        for (YamlOverrides override : overriding) {
            YamlNode.Entry entry = entries.get(override.key());
            YamlNode value = built.get(override.key());
            if (value == null) {
                value = overridden(entry == null ? null : entry.value(), override);
            }
            Position position = entry == null ? Position.of(override.source()) : entry.position();
            entries.put(override.key(), new YamlNode.Entry(override.key(), position, value));
        }
        return List.copyOf(entries.values());
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
