package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.descriptor.Check.CommandCheck;
import dev.swarmlab.descriptor.Check.HttpCheck;
import dev.swarmlab.descriptor.Check.ServiceCheck;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check: the key that says what is looked at decides which other keys it can have. */
record CheckShape() implements Shape<Check> {

    private static final int MANY = 100_000;

    private static final Field<String> NAME = Field.required("name", TextShape.any(), "What the report calls it.");
    private static final Field<String> CONTAINS =
            Field.optional("contains", TextShape.any(), "A text that must be in the answer.");
    private static final Field<URI> HTTP =
            Field.required("http", HttpUrl.shape(), "A URL that must answer with a status below 400.");
    private static final Field<String> SERVICE = Field.required(
            "service",
            TextShape.matching("[A-Za-z0-9][A-Za-z0-9_.-]*", 63, "write a service's name, as in echo_api"),
            "A service of the swarm.");
    private static final Field<Integer> RUNNING = Field.required(
            "running",
            new WholeNumberShape(0, MANY, "write how many tasks must run"),
            "How many of its tasks must run.");
    private static final Field<String> RUN =
            Field.required("run", TextShape.any(), "A command that must end with exit code 0.");
    private static final Field<String> NODE = Field.optional(
                    "node", DnsLabel.shape(63), "The hostname of the node that the command runs on.")
            .orElse("manager", "manager");
    private static final Field<Integer> LINES = Field.optional(
            "lines", new WholeNumberShape(0, MANY, "write how many lines"), "How many lines the command must print.");

    private static final Map<String, Shape<? extends Check>> KINDS = kinds();
    private static final String ADVICE =
            "write one of `http`, `service` and `run`, as in {name: front door, http:" + " \"http://localhost:8000/\"}";

    private static Map<String, Shape<? extends Check>> kinds() {
        Map<String, Shape<? extends Check>> kinds = new LinkedHashMap<>();
        kinds.put(
                "http",
                kind(
                        "{name: front door, http: \"http://localhost:8000/\"}",
                        List.of(NAME, HTTP, CONTAINS),
                        values -> new HttpCheck(values.get(NAME), values.get(HTTP), values.find(CONTAINS))));
        kinds.put(
                "service",
                kind(
                        "{name: six echoes, service: echo_api, running: 6}",
                        List.of(NAME, SERVICE, RUNNING),
                        values -> new ServiceCheck(values.get(NAME), values.get(SERVICE), values.get(RUNNING))));
        kinds.put(
                "run",
                kind(
                        "{name: four nodes, run: docker node ls -q, lines: 4}",
                        List.of(NAME, NODE, RUN, LINES, CONTAINS),
                        values -> new CommandCheck(
                                values.get(NAME),
                                values.get(NODE),
                                values.get(RUN),
                                values.find(LINES),
                                values.find(CONTAINS))));
        return kinds;
    }

    private static <C extends Check> Shape<C> kind(
            String example, List<Field<?>> fields, MappingShape.Builder<C> builder) {
        return new MappingShape<>(example, fields, Map.of("url", "did you mean `http`?"), builder);
    }

    @Override
    public @Nullable Check read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping mapping)) {
            return written.wrongKind("a mapping", ADVICE);
        }
        List<String> named = KINDS.keySet().stream()
                .filter(kind -> mapping.entry(kind).isPresent())
                .toList();
        Shape<? extends Check> shape = named.size() == 1 ? KINDS.get(named.get(0)) : null;
        if (shape == null) {
            return written.problem(
                    named.isEmpty()
                            ? "does not say what is checked"
                            : "says more than one thing to check: " + String.join(", ", named),
                    ADVICE);
        }
        Check check = shape.read(written);
        if (check != null) {
            written.page()
                    .claim(new Claim.CheckName(check.name()), written.yaml().place());
        }
        return check;
    }

    @Override
    public ObjectNode schema() {
        return Schemas.oneOf(KINDS.values().stream().map(Shape::schema).toArray(ObjectNode[]::new));
    }
}
