package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * What this version reads and checks but can't act on. Using it is an error: a lab that silently lacks what its
 * descriptor says would be worse. The version that acts on it removes its line here.
 */
record UnsupportedKeys(List<Feature> features) {

    private static final String SWARMLAB = "swarmlab 0.1";

    static final UnsupportedKeys IN_THIS_VERSION = new UnsupportedKeys(
            List.of(new Feature("registry.mirror", "can't set it up yet", "list what you need under `images`")));

    /** For the tests of what comes after this check. */
    static final UnsupportedKeys NOTHING = new UnsupportedKeys(List.of());

    /**
     * @param path the key, with the keys above it
     * @param shortcoming what goes on after "reads it but"
     */
    record Feature(String path, String shortcoming, String meanwhile) {}

    void report(YamlNode root, ParseContext context) {
        for (Feature feature : features) {
            find(root, List.of(feature.path().split("\\.")))
                    .filter(entry -> saysSomething(entry.value()))
                    .ifPresent(entry -> context.problem(
                            entry.position(),
                            SWARMLAB + " reads `" + feature.path() + "` but " + feature.shortcoming(),
                            "remove the key and " + feature.meanwhile()));
        }
    }

    private static Optional<YamlNode.Entry> find(YamlNode parent, List<String> path) {
        if (!(parent instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        Optional<YamlNode.Entry> entry = mapping.entry(path.get(0));
        return path.size() == 1 ? entry : entry.flatMap(found -> find(found.value(), path.subList(1, path.size())));
    }

    /** An empty list or mapping asks for nothing. */
    private static boolean saysSomething(YamlNode value) {
        if (value instanceof YamlNode.Sequence sequence) {
            return !sequence.items().isEmpty();
        }
        return !(value instanceof YamlNode.Mapping mapping)
                || !mapping.entries().isEmpty();
    }
}
