package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How one kind of value is written in a file. The same object reads the value and describes it in the JSON Schema, so that
 * editors and swarmlab accept the same files.
 */
public interface Schema<T> extends ValueReader<T> {

    /** Describes the value in JSON Schema (2020-12); the object is new, and the caller may add to it. */
    ObjectNode jsonSchema();
}
