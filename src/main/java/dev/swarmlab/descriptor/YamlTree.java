package dev.swarmlab.descriptor;

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

/** Makes {@link Yaml} of SnakeYAML's nodes: follows aliases, merges, puts variables in, refuses what has no meaning here. */
final class YamlTree {

    /** The largest lab needs a tenth of it; aliases of aliases would need billions. */
    private static final int MOST_VALUES = 10_000;

    /** More than any value needs, and little enough for every pattern that values are matched with. */
    static final int LONGEST_TEXT = 4096;

    private static final Set<Tag> KNOWN_TAGS = Set.of(YamlComposer.PLAIN, Tag.STR, Tag.SEQ, Tag.MAP);

    private final Page page;
    private final Interpolation interpolation;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    YamlTree(Page page) {
        this.page = page;
        this.interpolation = new Interpolation(page.environment());
    }

    Yaml of(Node node) {
        Place place = YamlComposer.place(node.getStartMark());
        if (++values > MOST_VALUES) {
            throw new UnreadableYaml(
                    place,
                    "aliases blow this file up to more than " + MOST_VALUES + " values",
                    "write it without them");
        }
        if (!open.add(node)) {
            throw new UnreadableYaml(place, "an alias stands inside its own anchor", "write it without the alias");
        }
        Yaml yaml = convert(node, place);
        open.remove(node);
        return yaml;
    }

    private Yaml convert(Node node, Place place) {
        if (!KNOWN_TAGS.contains(node.getTag())) {
            page.problem(
                    place,
                    "the tag " + Quote.of(node.getTag().getValue()) + " has no meaning here",
                    "remove what begins with `!`");
            return new Yaml.Broken(place);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        if (node instanceof SequenceNode sequence) {
            return new Yaml.Sequence(
                    place, sequence.getValue().stream().map(this::of).toList());
        }
        return mapping((MappingNode) node, place);
    }

    private Yaml scalar(ScalarNode node, Place place) {
        String written = node.getValue();
        if (written.length() > LONGEST_TEXT) {
            return tooLong(place);
        }
        if (!written.contains("$")) {
            boolean plain = node.getTag().equals(YamlComposer.PLAIN);
            return new Yaml.Scalar(place, written, plain ? ScalarKind.ofPlain(written) : ScalarKind.TEXT, false);
        }
        try {
            String text = interpolation.apply(written);
            return text.length() > LONGEST_TEXT ? tooLong(place) : new Yaml.Scalar(place, text, ScalarKind.TEXT, true);
        } catch (Interpolation.Unresolved unresolved) {
            page.problem(place, unresolved.text(), unresolved.advice());
            return new Yaml.Broken(place);
        }
    }

    private Yaml tooLong(Place place) {
        page.problem(place, "this text is longer than " + LONGEST_TEXT + " characters", "write a shorter one");
        return new Yaml.Broken(place);
    }

    private Yaml mapping(MappingNode node, Place place) {
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        List<Yaml.Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = YamlComposer.place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().length() > LONGEST_TEXT) {
                page.problem(keyPlace, "a key must be a word", "write `key: value`");
            } else if (key.getValue().equals("<<") && key.isPlain()) {
                merged.addAll(merge(of(tuple.getValueNode()), keyPlace));
            } else {
                Yaml.Entry entry = new Yaml.Entry(key.getValue(), keyPlace, of(tuple.getValueNode()));
                Yaml.Entry first = entries.putIfAbsent(entry.key(), entry);
                if (first != null) {
                    page.problem(
                            keyPlace,
                            "the key `" + Quote.visible(entry.key()) + "` stands already on line "
                                    + first.place().line(),
                            "keep one of the two");
                }
            }
        }
        merged.forEach(mapping -> mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry)));
        return new Yaml.Mapping(place, List.copyOf(entries.values()));
    }

    /** What {@code <<} brings in: one mapping or a list of them, the earlier ones first in rank. */
    private List<Yaml.Mapping> merge(Yaml value, Place place) {
        if (value instanceof Yaml.Mapping mapping) {
            return List.of(mapping);
        }
        if (value instanceof Yaml.Sequence sequence
                && sequence.items().stream().allMatch(Yaml.Mapping.class::isInstance)) {
            return sequence.items().stream().map(Yaml.Mapping.class::cast).toList();
        }
        page.problem(place, "`<<` merges mappings only", "write an alias of a mapping: `<<: *name`");
        return List.of();
    }
}
