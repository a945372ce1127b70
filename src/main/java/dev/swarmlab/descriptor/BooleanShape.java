package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Yes or no, in YAML 1.2's words only. */
record BooleanShape() implements Shape<Boolean> {

    @Override
    public @Nullable Boolean read(Written written) {
        if (written.yaml() instanceof Yaml.Scalar scalar && scalar.canBe(ScalarKind.BOOLEAN)) {
            return Boolean.valueOf(scalar.text());
        }
        return written.wrongKind("a boolean", "write true or false, without quotes");
    }

    @Override
    public ObjectNode schema() {
        return Schemas.orVariable(Schemas.ofType("boolean"));
    }
}
