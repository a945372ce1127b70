package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}, the booleans of YAML 1.2. */
public record BooleanSchema() implements Schema<Boolean> {

    @Override
    public @Nullable Boolean read(ConfigValue value) {
        if (value.yaml() instanceof YamlNode.Scalar scalar && scalar.canBe(ScalarKind.BOOLEAN)) {
            return Boolean.valueOf(scalar.text());
        }
        return value.wrongKind("a boolean", "write true or false, without quotes");
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonSchemas.orVariable(JsonSchemas.ofType("boolean"));
    }
}
