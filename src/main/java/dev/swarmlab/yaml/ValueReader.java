package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/** Reads one kind of value. */
@FunctionalInterface
public interface ValueReader<T> {

    /** The value, or null after its problems were reported. */
    @Nullable
    T read(ConfigValue value);
}
