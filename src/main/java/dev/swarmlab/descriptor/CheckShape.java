package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check: the key that says what is looked at decides which other keys it can have. */
record CheckShape(boolean nameIsClaimed) implements Shape<Check> {

    private static final Shape<Check> SHAPE = new OneOfKinds<>(
            kinds(),
            "node",
            new OneOfKinds.Words(
                    "checked",
                    "{name: front door, http: \"http://localhost:8000/\"}",
                    "make each a check of its own; the command of a `no_request_lost` is its `during`",
                    Map.of(
                            "url", "did you mean `http`?",
                            "get", "did you mean `http`?",
                            "command", "did you mean `run`?",
                            "exec", "did you mean `run`?",
                            "stack", "did you mean `service`?",
                            "resolves", "say on which `network`;",
                            "running", "say of which `service`;",
                            "during", "say which URL must answer: `no_request_lost`;")));

    /** A check of the lab as a whole, whose name no other has. */
    static CheckShape ofLab() {
        return new CheckShape(true);
    }

    /** A check inside a scenario, which may repeat one of another. */
    static CheckShape inScenario() {
        return new CheckShape(false);
    }

    /** Checks of commands name the node that these run on: so {@code node} is a kind only where no other is. */
    private static Map<String, Shape<? extends Check>> kinds() {
        Map<String, Shape<? extends Check>> kinds = new LinkedHashMap<>();
        kinds.put("http", CheckFields.http());
        kinds.put("service", CheckFields.service());
        kinds.put("run", CheckFields.command());
        kinds.put("network", CheckFields.network());
        kinds.put("no_request_lost", CheckFields.load());
        kinds.put("node", CheckFields.node());
        return kinds;
    }

    @Override
    public @Nullable Check read(Written written) {
        Check check = SHAPE.read(written);
        if (check != null && nameIsClaimed) {
            written.page()
                    .claim(new Claim.CheckName(check.name()), written.yaml().place());
        }
        return check;
    }

    @Override
    public ObjectNode schema() {
        return SHAPE.schema();
    }
}
