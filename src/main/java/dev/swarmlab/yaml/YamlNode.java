package dev.swarmlab.yaml;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a descriptor's YAML with its place. Aliases are followed, merge keys merged and variables put in, so that
 * whoever reads it meets nothing but values.
 */
public sealed interface YamlNode {

    Position position();

    /** A value without parts. */
    record Scalar(Position position, String text, ScalarKind kind, boolean interpolated) implements YamlNode {

        /**
         * Whether the text may be read as that kind. What came out of a variable has no kind of its own: it is what the
         * reader wants, if it looks like it.
         */
        public boolean canBe(ScalarKind wanted) {
            return kind == wanted || (interpolated && ScalarKind.ofPlain(text) == wanted);
        }
    }

    /** A list. */
    record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

    /** Something whose problem was already reported. */
    record Broken(Position position) implements YamlNode {}

    /** Keys with values, in the order of the file, no key twice. */
    record Mapping(Position position, List<Entry> entries) implements YamlNode {

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    record Entry(String key, Position position, YamlNode value) {}
}
