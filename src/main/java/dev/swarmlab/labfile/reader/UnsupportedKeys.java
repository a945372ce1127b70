package dev.swarmlab.labfile.reader;

import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Keys that the reader checks but this version does not implement. Using one is an error, so that no lab differs from
 * its lab file unnoticed.
 */
record UnsupportedKeys(List<Key> keys) {

    static final UnsupportedKeys OF_THIS_VERSION =
            new UnsupportedKeys(List.of(new Key("registry.mirror", "list the images that you need under `images`")));

    /** For tests of values that the reader accepts only without this check. */
    static final UnsupportedKeys NONE = new UnsupportedKeys(List.of());

    /**
     * @param path the key with its parent keys, separated by dots
     * @param alternative what to do instead
     */
    record Key(String path, String alternative) {}

    /** Reports each of the keys that the file has with a value other than an empty list or mapping. */
    void report(YamlNode root, ParseContext context) {
        for (Key key : keys) {
            find(root, List.of(key.path().split("\\.")))
                    .filter(entry -> !isEmpty(entry.value()))
                    .ifPresent(entry -> context.problem(
                            entry.position(),
                            "swarmlab does not support `" + key.path() + "` yet",
                            "remove the key, and " + key.alternative()));
        }
    }

    private static Optional<YamlNode.Entry> find(YamlNode parent, List<String> path) {
        if (!(parent instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        Optional<YamlNode.Entry> entry = mapping.entry(path.get(0));
        return path.size() == 1 ? entry : entry.flatMap(found -> find(found.value(), path.subList(1, path.size())));
    }

    private static boolean isEmpty(YamlNode value) {
        return (value instanceof YamlNode.Sequence sequence && sequence.items().isEmpty())
                || (value instanceof YamlNode.Mapping mapping
                        && mapping.entries().isEmpty());
    }
}
