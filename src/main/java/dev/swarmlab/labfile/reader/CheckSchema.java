package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.UnionSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check: the key that says what is looked at decides which other keys it can have. */
record CheckSchema(boolean nameIsClaimed) implements Schema<Check> {

    private static final Schema<Check> SCHEMA = new UnionSchema<>(
            CheckFields.kinds(),
            "node",
            new UnionSchema.Advice(
                    "{name: front door, http: \"http://localhost:8000/\"}",
                    "make each a check of its own; the command of a `no_request_lost` is its `during`",
                    Map.of(
                            "url", "did you mean `http`?",
                            "get", "did you mean `http`?",
                            "command", "did you mean `run`?",
                            "exec", "did you mean `run`?",
                            "stack", "did you mean `service`?",
                            "resolves", "say on which `network`",
                            "running", "say of which `service`",
                            "during", "say which URL must answer: `no_request_lost`")));

    /** A check of the lab as a whole, whose name no other has. */
    static CheckSchema ofLab() {
        return new CheckSchema(true);
    }

    /** A check inside a scenario, which may repeat one of another. */
    static CheckSchema inScenario() {
        return new CheckSchema(false);
    }

    @Override
    public @Nullable Check read(ConfigValue value) {
        Check check = SCHEMA.read(value);
        if (check != null && nameIsClaimed) {
            value.context()
                    .requireUnique(
                            new UniqueInLab.CheckName(check.name()),
                            value.yaml().position());
        }
        return check;
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}
