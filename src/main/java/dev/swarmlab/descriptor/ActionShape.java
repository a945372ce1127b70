package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action of a scenario: a mapping whose one verb says what is done. */
record ActionShape() implements Shape<Action> {

    private static final int MOST_TASKS = 1000;

    private static final Field<NodeChoice> STOP = node("stop", "A node that is stopped as a shutdown would.");
    private static final Field<NodeChoice> KILL = node("kill", "A node that ends at once, as in a power cut.");
    private static final Field<NodeChoice> PAUSE = node("pause", "A node that freezes.");
    private static final Field<Action> START =
            Field.required("start", new StartShape(), "A node that is started again, or `stopped` for all of them.");
    private static final Field<String> KILL_TASKS =
            Field.required("kill_tasks", CheckFields.SERVICE_NAME, "A service of which some tasks are killed.");
    private static final Field<Integer> COUNT = Field.optional(
                    "count",
                    new WholeNumberShape(1, MOST_TASKS, "write how many tasks are killed"),
                    "How many tasks are killed.")
            .orElse(1, 1);
    private static final Field<String> RUN =
            Field.required("run", TextShape.any(), "A command that a node's shell runs.");
    private static final Field<NodeChoice> NODE = Field.optional(
                    "node", new NodeChoiceShape(), "The node that the command runs on.")
            .orElse(NodeChoice.ANY_MANAGER, "any manager");
    private static final Field<Integer> EXIT = Field.optional(
                    "exit",
                    new WholeNumberShape(0, 255, "write an exit code from 0 to 255"),
                    "The exit code that it must end with.")
            .orElse(0, 0);
    private static final Field<Check> CHECK =
            Field.required("check", CheckShape.inScenario(), "A check that is waited for until it passes.");

    private static final Map<String, Shape<? extends Action>> VERBS = verbs();
    private static final String ADVICE =
            "write one of " + String.join(", ", VERBS.keySet()) + ", as in {stop: leader} or {start: stopped}";

    private static Map<String, Shape<? extends Action>> verbs() {
        Map<String, Shape<? extends Action>> verbs = new LinkedHashMap<>();
        verbs.put("stop", verb("{stop: leader}", List.of(STOP), values -> new Action.Stop(values.get(STOP))));
        verbs.put("kill", verb("{kill: worker01}", List.of(KILL), values -> new Action.Kill(values.get(KILL))));
        verbs.put("pause", verb("{pause: worker01}", List.of(PAUSE), values -> new Action.Pause(values.get(PAUSE))));
        verbs.put("start", verb("{start: stopped}", List.of(START), values -> values.get(START)));
        verbs.put(
                "kill_tasks",
                verb(
                        "{kill_tasks: echo_api, count: 2}",
                        List.of(KILL_TASKS, COUNT),
                        values -> new Action.KillTasks(values.get(KILL_TASKS), values.get(COUNT))));
        verbs.put(
                "run",
                verb(
                        "{run: docker service scale echo_api=6}",
                        List.of(RUN, NODE, EXIT),
                        values -> new Action.Run(values.get(NODE), values.get(RUN), values.get(EXIT))));
        verbs.put(
                "check",
                verb(
                        "{check: {name: ten again, service: echo_api, running: 10}}",
                        List.of(CHECK),
                        values -> new Action.AwaitCheck(values.get(CHECK))));
        return verbs;
    }

    private static <A extends Action> Shape<A> verb(
            String example, List<Field<?>> fields, MappingShape.Builder<A> builder) {
        return new MappingShape<>(example, fields, Map.of(), builder);
    }

    private static Field<NodeChoice> node(String key, String description) {
        return Field.required(key, new NodeChoiceShape(), description);
    }

    @Override
    public @Nullable Action read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping mapping)) {
            return written.wrongKind("a mapping", ADVICE);
        }
        List<String> named = VERBS.keySet().stream()
                .filter(verb -> mapping.entry(verb).isPresent())
                .toList();
        if (named.size() != 1) {
            return written.problem(
                    named.isEmpty()
                            ? "does not say what is done"
                            : "says more than one thing to do: " + String.join(", ", named),
                    ADVICE);
        }
        return VERBS.getOrDefault(named.get(0), this).read(written);
    }

    @Override
    public ObjectNode schema() {
        return Schemas.oneOf(VERBS.values().stream().map(Shape::schema).toArray(ObjectNode[]::new));
    }

    /** A node, or all that don't run. */
    private record StartShape() implements Shape<Action> {

        private static final String ALL = "stopped";

        @Override
        public @Nullable Action read(Written written) {
            if (written.yaml() instanceof Yaml.Scalar scalar && scalar.text().equals(ALL)) {
                return new Action.StartAll();
            }
            NodeChoice node = new NodeChoiceShape().read(written);
            if (node == null || node instanceof NodeChoice.Named) {
                return node == null ? null : new Action.Start(node);
            }
            return written.problem(
                    "can't be " + Quote.of(node.toString()),
                    "what does not run is nobody's leader: write a node's name, or `stopped` for every node that does"
                            + " not run");
        }

        @Override
        public ObjectNode schema() {
            return Schemas.ofType("string")
                    .put("pattern", TextShape.anchored("stopped|manager|(manager|worker)[0-9]{2,3}"));
        }
    }
}
