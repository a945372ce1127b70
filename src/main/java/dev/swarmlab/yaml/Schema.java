package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value in a file. The same object reads the value and describes it as JSON Schema, so that editors and
 * swarmlab accept the same files.
 */
public interface Schema<T> extends ValueReader<T> {

    /** The JSON Schema (2020-12) of the value. Each call returns a new object, which the caller may change. */
    ObjectNode jsonSchema();

    /** The same form, with the value converted by a function. */
    default <S> Schema<S> map(Function<T, S> function) {
        Schema<T> original = this;
        return new Schema<>() {
            @Override
            public @Nullable S read(ConfigValue value) {
                T read = original.read(value);
                return read == null ? null : function.apply(read);
            }

            @Override
            public ObjectNode jsonSchema() {
                return original.jsonSchema();
            }
        };
    }
}
