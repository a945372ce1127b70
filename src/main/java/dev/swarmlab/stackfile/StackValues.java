package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads values of a stack file. Values of the wrong kind are reported. Null values, which docker accepts, are treated
 * like missing ones, and so are values with a problem that was already reported.
 */
final class StackValues {

    private StackValues() {}

    /** The value of a key, or empty if the parent is not a mapping or the key has no value. */
    static Optional<ConfigValue> find(ConfigValue parent, String key) {
        return parent.yaml() instanceof YamlNode.Mapping mapping
                ? mapping.entry(key)
                        .map(YamlNode.Entry::value)
                        .filter(StackValues::hasValue)
                        .map(value -> parent.child("`" + key + "`", value))
                : Optional.empty();
    }

    /** Whether the node is neither null nor has a problem that was already reported. */
    static boolean hasValue(YamlNode value) {
        return !(value instanceof YamlNode.Broken)
                && !(value instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NULL);
    }

    /** The entries of the mapping at a key. */
    static List<YamlNode.Entry> entries(ConfigValue parent, String key) {
        ConfigValue value = find(parent, key).orElse(null);
        if (value == null) {
            return List.of();
        }
        if (value.yaml() instanceof YamlNode.Mapping mapping) {
            return mapping.entries();
        }
        value.wrongKind("a mapping", "write " + key + ": {NAME: …}");
        return List.of();
    }

    /** The items of the list at a key. */
    static List<ConfigValue> items(ConfigValue parent, String key) {
        ConfigValue value = find(parent, key).orElse(null);
        if (value == null) {
            return List.of();
        }
        if (value.yaml() instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream()
                    .filter(StackValues::hasValue)
                    .map(item -> parent.child("an entry of `" + key + "`", item))
                    .toList();
        }
        value.wrongKind("a list", "write each entry on a separate line that begins with `- `");
        return List.of();
    }

    /** The text of a scalar, or empty after a problem was reported. */
    static Optional<String> text(ConfigValue value) {
        if (value.yaml() instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        value.wrongKind("a string", "write a single string");
        return Optional.empty();
    }
}
