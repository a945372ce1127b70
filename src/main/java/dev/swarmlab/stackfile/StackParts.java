package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a stack file's mappings. What is of the wrong kind is reported, what has no value is left to docker, and
 * what was already reported is left out.
 */
final class StackParts {

    private StackParts() {}

    /** What stands under the key, if there is something. */
    static Optional<ConfigValue> find(ConfigValue parent, String key) {
        return parent.yaml() instanceof YamlNode.Mapping mapping
                ? mapping.entry(key)
                        .map(YamlNode.Entry::value)
                        .filter(StackParts::saysSomething)
                        .map(value -> parent.child("`" + key + "`", value))
                : Optional.empty();
    }

    static boolean saysSomething(YamlNode value) {
        return !(value instanceof YamlNode.Broken)
                && !(value instanceof YamlNode.Scalar scalar && scalar.kind() == ScalarKind.NULL);
    }

    /** The entries of the mapping under the key. */
    static List<YamlNode.Entry> entries(ConfigValue parent, String key) {
        ConfigValue part = find(parent, key).orElse(null);
        if (part == null) {
            return List.of();
        }
        if (part.yaml() instanceof YamlNode.Mapping mapping) {
            return mapping.entries();
        }
        part.wrongKind("a mapping", "write " + key + ": {NAME: …}");
        return List.of();
    }

    /** The items of the list under the key. */
    static List<ConfigValue> items(ConfigValue parent, String key) {
        ConfigValue part = find(parent, key).orElse(null);
        if (part == null) {
            return List.of();
        }
        if (part.yaml() instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream()
                    .filter(StackParts::saysSomething)
                    .map(item -> parent.child("an entry of `" + key + "`", item))
                    .toList();
        }
        part.wrongKind("a list", "begin each entry with `- ` on a line of its own");
        return List.of();
    }

    /** The text, or empty after reporting that it is none. */
    static Optional<String> text(ConfigValue value) {
        if (value.yaml() instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        value.wrongKind("a string", "write a single string");
        return Optional.empty();
    }
}
