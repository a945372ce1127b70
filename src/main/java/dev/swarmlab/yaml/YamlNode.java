package dev.swarmlab.yaml;

import java.util.List;
import java.util.Optional;

/** A node of a YAML file with its position. Aliases, merge keys and variables are already replaced by their values. */
public sealed interface YamlNode {

    Position position();

    /**
     * A single value.
     *
     * @param interpolated whether the text contains the value of a variable
     */
    record Scalar(Position position, String text, ScalarKind kind, boolean interpolated) implements YamlNode {

        /**
         * Whether the value can be read as that kind. The value of a variable has no kind of its own, so its text
         * decides.
         */
        public boolean canBe(ScalarKind expected) {
            return kind == expected || (interpolated && ScalarKind.ofPlain(text) == expected);
        }
    }

    /** A list. */
    record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

    /** A node with a problem that was already reported. */
    record Broken(Position position) implements YamlNode {}

    /** Keys with values, in the order of the file. Keys are unique. */
    record Mapping(Position position, List<Entry> entries) implements YamlNode {

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /**
     * A key with its value.
     *
     * @param position the position of the key
     */
    record Entry(String key, Position position, YamlNode value) {}
}
