package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check: the key that says what is looked at decides which other keys it can have. */
record CheckShape(boolean nameIsClaimed) implements Shape<Check> {

    private static final Map<String, Shape<? extends Check>> KINDS = kinds();
    private static final String ADVICE = "write one of `http`, `service`, `node`, `run`, `network` and"
            + " `no_request_lost`, as in {name: front door, http: \"http://localhost:8000/\"}";

    /** Checks of commands name the node that these run on: so `node` is a kind only where no other is. */
    private static final String PLACE_TOO = "node";

    /** A check of the lab as a whole, whose name no other has. */
    static CheckShape ofLab() {
        return new CheckShape(true);
    }

    /** A check inside a scenario, which may repeat one of another. */
    static CheckShape inScenario() {
        return new CheckShape(false);
    }

    private static Map<String, Shape<? extends Check>> kinds() {
        Map<String, Shape<? extends Check>> kinds = new LinkedHashMap<>();
        kinds.put("http", CheckFields.http());
        kinds.put("service", CheckFields.service());
        kinds.put("run", CheckFields.command());
        kinds.put("network", CheckFields.network());
        kinds.put("no_request_lost", CheckFields.load());
        kinds.put(PLACE_TOO, CheckFields.node());
        return kinds;
    }

    @Override
    public @Nullable Check read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping mapping)) {
            return written.wrongKind("a mapping", ADVICE);
        }
        Shape<? extends Check> shape = kind(written, mapping);
        Check check = shape == null ? null : shape.read(written);
        if (check != null && nameIsClaimed) {
            written.page()
                    .claim(new Claim.CheckName(check.name()), written.yaml().place());
        }
        return check;
    }

    private static @Nullable Shape<? extends Check> kind(Written written, Yaml.Mapping mapping) {
        List<String> named = KINDS.keySet().stream()
                .filter(kind -> mapping.entry(kind).isPresent())
                .toList();
        List<String> certain =
                named.stream().filter(kind -> !kind.equals(PLACE_TOO)).toList();
        if (named.isEmpty()) {
            return written.problem("does not say what is checked", ADVICE);
        }
        if (certain.size() > 1) {
            return written.problem("says more than one thing to check: " + String.join(", ", certain), ADVICE);
        }
        return KINDS.get(certain.isEmpty() ? PLACE_TOO : certain.get(0));
    }

    @Override
    public ObjectNode schema() {
        return Schemas.oneOf(KINDS.values().stream().map(Shape::schema).toArray(ObjectNode[]::new));
    }
}
