package dev.swarmlab.descriptor;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a descriptor's YAML with its place. Aliases are followed, merge keys merged and variables put in, so that
 * whoever reads it meets nothing but values.
 */
sealed interface Yaml {

    Place place();

    /** A value without parts. */
    record Scalar(Place place, String text, ScalarKind kind, boolean interpolated) implements Yaml {

        /**
         * Whether the text may be read as that kind. What came out of a variable has no kind of its own: it is what the
         * reader wants, if it looks like it.
         */
        boolean canBe(ScalarKind wanted) {
            return kind == wanted || (interpolated && ScalarKind.ofPlain(text) == wanted);
        }
    }

    /** A list. */
    record Sequence(Place place, List<Yaml> items) implements Yaml {}

    /** Something whose problem was already reported. */
    record Broken(Place place) implements Yaml {}

    /** Keys with values, in the order of the file, no key twice. */
    record Mapping(Place place, List<Entry> entries) implements Yaml {

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    record Entry(String key, Place place, Yaml value) {}
}
