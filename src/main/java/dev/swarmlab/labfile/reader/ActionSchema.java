package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Action;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.UnionSchema;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action of a scenario: a mapping whose one verb says what is done. */
record ActionSchema() implements Schema<Action> {

    private static final int MOST_TASKS = 1000;

    private static final Field<NodeSelector> STOP = node("stop", "A node that is stopped as a shutdown would.");
    private static final Field<NodeSelector> KILL = node("kill", "A node that ends at once, as in a power cut.");
    private static final Field<NodeSelector> PAUSE = node("pause", "A node that freezes.");
    private static final Field<Action> START =
            Field.required("start", new StartShape(), "A node that is started again, or `stopped` for all of them.");
    private static final Field<String> KILL_TASKS =
            Field.required("kill_tasks", CheckFields.SERVICE_NAME, "A service of which some tasks are killed.");
    private static final Field<Integer> COUNT = Field.optional(
                    "count",
                    new WholeNumberSchema(1, MOST_TASKS, "write how many tasks are killed"),
                    "How many tasks are killed.")
            .withDefault(1, 1);
    private static final Field<String> RUN =
            Field.required("run", TextSchema.nonBlank(), "A command that a node's shell runs.");
    private static final Field<NodeSelector> NODE = Field.optional(
                    "node", new NodeSelectorSchema(), "The node that the command runs on.")
            .withDefault(NodeSelector.ANY_MANAGER, "any manager");
    private static final Field<Integer> EXIT = Field.optional(
                    "exit",
                    new WholeNumberSchema(0, 255, "write an exit code from 0 to 255"),
                    "The exit code that it must end with.")
            .withDefault(0, 0);
    private static final Field<Check> CHECK =
            Field.required("check", CheckSchema.inScenario(), "A check that is waited for until it passes.");

    private static final String USE_RUN = "did you mean `run`?";
    private static final Schema<Action> SCHEMA = new UnionSchema<>(
            verbs(),
            null,
            new UnionSchema.Advice(
                    "{stop: leader} or {start: stopped}",
                    "make each an action of its own, in the order in which they are done",
                    Map.of(
                            "exec", USE_RUN,
                            "command", USE_RUN,
                            "scale", "write {run: docker service scale echo_api=6}",
                            "drain", "write {run: docker node update --availability drain worker01}",
                            "sleep", "write {run: sleep 5}",
                            "wait", "did you mean `check`, which is waited for?",
                            "restart", "`stop` it and `start` it, in two actions",
                            "unpause", "did you mean `start`?")));

    private static Map<String, Schema<? extends Action>> verbs() {
        Map<String, Schema<? extends Action>> verbs = new LinkedHashMap<>();
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

    private static <A extends Action> Schema<A> verb(
            String example, List<Field<?>> fields, MappingSchema.Builder<A> builder) {
        return new MappingSchema<>(example, fields, Map.of(), builder);
    }

    private static Field<NodeSelector> node(String key, String description) {
        return Field.required(key, new NodeSelectorSchema(), description);
    }

    @Override
    public @Nullable Action read(ConfigValue value) {
        return SCHEMA.read(value);
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }

    /** A node, or all that don't run. */
    private record StartShape() implements Schema<Action> {

        private static final String ALL = "stopped";
        private static final TextSchema<Action> TEXT =
                TextSchema.parsed(TextSchema.anchored(ALL + "|" + NodeSelectorSchema.NAME), StartShape::parse);

        @Override
        public @Nullable Action read(ConfigValue value) {
            return TEXT.read(value);
        }

        private static @Nullable Action parse(String text, ConfigValue value) {
            if (text.equals(ALL)) {
                return new Action.StartAll();
            }
            if (!text.matches(NodeSelectorSchema.NAME)) {
                return value.problem(
                        "can't be " + Messages.quote(text),
                        "write the name of a node that does not run, as in worker01, or `stopped` for all of them");
            }
            NodeSelector node = new NodeSelectorSchema().read(value);
            return node == null ? null : new Action.Start(node);
        }

        @Override
        public ObjectNode jsonSchema() {
            return TEXT.jsonSchema();
        }
    }
}
