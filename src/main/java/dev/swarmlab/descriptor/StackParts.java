package dev.swarmlab.descriptor;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a stack file's mappings. What is of the wrong kind is reported, what has no value is left to docker, and
 * what was already reported is left out.
 */
final class StackParts {

    private StackParts() {}

    /** What stands under the key, if there is something. */
    static Optional<Written> find(Written parent, String key) {
        return parent.yaml() instanceof Yaml.Mapping mapping
                ? mapping.entry(key)
                        .map(Yaml.Entry::value)
                        .filter(StackParts::saysSomething)
                        .map(value -> parent.part("`" + key + "`", value))
                : Optional.empty();
    }

    static boolean saysSomething(Yaml value) {
        return !(value instanceof Yaml.Broken)
                && !(value instanceof Yaml.Scalar scalar && scalar.kind() == ScalarKind.NOTHING);
    }

    /** The entries of the mapping under the key. */
    static List<Yaml.Entry> entries(Written parent, String key) {
        Written part = find(parent, key).orElse(null);
        if (part == null) {
            return List.of();
        }
        if (part.yaml() instanceof Yaml.Mapping mapping) {
            return mapping.entries();
        }
        part.wrongKind("a mapping", "write " + key + ": {NAME: …}");
        return List.of();
    }

    /** The items of the list under the key. */
    static List<Written> items(Written parent, String key) {
        Written part = find(parent, key).orElse(null);
        if (part == null) {
            return List.of();
        }
        if (part.yaml() instanceof Yaml.Sequence sequence) {
            return sequence.items().stream()
                    .filter(StackParts::saysSomething)
                    .map(item -> parent.part("an entry of `" + key + "`", item))
                    .toList();
        }
        part.wrongKind("a list", "begin each entry with `- ` on a line of its own");
        return List.of();
    }

    /** The text, or empty after reporting that it is none. */
    static Optional<String> text(Written written) {
        if (written.yaml() instanceof Yaml.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        written.wrongKind("text", "write one text here");
        return Optional.empty();
    }
}
