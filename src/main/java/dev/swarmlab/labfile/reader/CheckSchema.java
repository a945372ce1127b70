package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.UnionSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check. One key decides its kind, and the schema of the kind has its other keys.
 *
 * @param uniqueName whether another check of the lab with the same name is a problem
 */
record CheckSchema(boolean uniqueName) implements Schema<Check> {

    private static final String USE_HTTP = "did you mean `http`?";
    private static final String USE_RUN = "did you mean `run`?";

    private static final Schema<Check> SCHEMA = new UnionSchema<>(
            kinds(),
            "node",
            new UnionSchema.Advice(
                    "{name: front door, http: \"http://localhost:8000/\"}",
                    "write a check for each; a `no_request_lost` has its command under `during`",
                    Map.of(
                            "url",
                            USE_HTTP,
                            "get",
                            USE_HTTP,
                            "command",
                            USE_RUN,
                            "exec",
                            USE_RUN,
                            "stack",
                            "did you mean `service`?",
                            "resolves",
                            "write the `network` too, on which the name must resolve",
                            "running",
                            "write the `service` too, whose tasks must run",
                            "during",
                            "write the URL too, under `no_request_lost`")));

    /** A check of the lab, with a unique name. */
    static CheckSchema ofLab() {
        return new CheckSchema(true);
    }

    /** A check of a scenario, which may have the name of another check. */
    static CheckSchema inScenario() {
        return new CheckSchema(false);
    }

    /** The schemas by the keys that decide the kind. In other kinds, {@code node} is the node that runs a command. */
    private static Map<String, Schema<? extends Check>> kinds() {
        Map<String, Schema<? extends Check>> kinds = new LinkedHashMap<>();
        kinds.put("http", HttpCheckSchema.schema());
        kinds.put("service", ServiceCheckSchema.schema());
        kinds.put("run", CommandCheckSchema.schema());
        kinds.put("network", NetworkCheckSchema.schema());
        kinds.put("no_request_lost", LoadCheckSchema.schema());
        kinds.put("node", NodeCheckSchema.schema());
        return kinds;
    }

    @Override
    public @Nullable Check read(ConfigValue value) {
        Check check = SCHEMA.read(value);
        if (check != null && uniqueName) {
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
