package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of value is written in a descriptor. The same object reads the value and describes it in the JSON Schema,
 * so that what editors accept and what swarmlab accepts can't drift apart.
 */
interface Schema<T> {

    /** The value, or null after its problems were reported to the page. */
    @Nullable
    T read(ConfigValue value);

    /** What a JSON Schema says of it; a fresh object that the caller may add to. */
    ObjectNode jsonSchema();
}
