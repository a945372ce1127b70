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

/** An action of a scenario. One key decides its kind. */
record ActionSchema() implements Schema<Action> {

    private static final int MAX_TASKS = 1000;

    private static final Field<NodeSelector> STOP = node("stop", "A node to shut down.");
    private static final Field<NodeSelector> KILL = node("kill", "A node to end at once, like a power failure.");
    private static final Field<NodeSelector> PAUSE = node("pause", "A node to freeze, like a machine that hangs.");
    private static final Field<Action> START = Field.required(
            "start", new StartSchema(), "A node to start again, or `stopped` for every node that does not run.");
    private static final Field<String> KILL_TASKS = Field.required(
            "kill_tasks", ServiceCheckSchema.SERVICE_NAME, "A service. The processes of some of its tasks are killed.");
    private static final Field<Integer> COUNT = Field.optional(
                    "count",
                    new WholeNumberSchema(1, MAX_TASKS, "write how many tasks are killed"),
                    "The number of tasks to kill.")
            .withDefault(1, 1);
    private static final Field<Check> CHECK =
            Field.required("check", CheckSchema.inScenario(), "A check. The action waits until it passes.");

    private static final String USE_RUN = "did you mean `run`?";
    private static final Schema<Action> SCHEMA = new UnionSchema<>(
            kinds(),
            null,
            new UnionSchema.Advice(
                    "{stop: leader} or {start: stopped}",
                    "write an action for each, in the order in which they run",
                    Map.of(
                            "exec", USE_RUN,
                            "command", USE_RUN,
                            "scale", "write {run: docker service scale echo_api=6}",
                            "drain", "write {run: docker node update --availability drain worker01}",
                            "sleep", "write {run: sleep 5}",
                            "wait", "did you mean `check`, which waits until a check passes?",
                            "restart", "write two actions: `stop` and `start`",
                            "unpause", "did you mean `start`?")));

    private static Map<String, Schema<? extends Action>> kinds() {
        Map<String, Schema<? extends Action>> kinds = new LinkedHashMap<>();
        kinds.put("stop", kind("{stop: leader}", List.of(STOP), values -> new Action.Stop(values.get(STOP))));
        kinds.put("kill", kind("{kill: worker01}", List.of(KILL), values -> new Action.Kill(values.get(KILL))));
        kinds.put("pause", kind("{pause: worker01}", List.of(PAUSE), values -> new Action.Pause(values.get(PAUSE))));
        kinds.put("start", kind("{start: stopped}", List.of(START), values -> values.get(START)));
        kinds.put(
                "kill_tasks",
                kind(
                        "{kill_tasks: echo_api, count: 2}",
                        List.of(KILL_TASKS, COUNT),
                        values -> new Action.KillTasks(values.get(KILL_TASKS), values.get(COUNT))));
        kinds.put(
                "run",
                kind(
                        "{run: docker service scale echo_api=6}",
                        List.of(CommandFields.RUN, CommandFields.NODE, CommandFields.EXIT),
                        values -> new Action.Run(
                                values.get(CommandFields.NODE),
                                values.get(CommandFields.RUN),
                                values.get(CommandFields.EXIT))));
        kinds.put(
                "check",
                kind(
                        "{check: {name: ten again, service: echo_api, running: 10}}",
                        List.of(CHECK),
                        values -> new Action.AwaitCheck(values.get(CHECK))));
        return kinds;
    }

    private static <A extends Action> Schema<A> kind(
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

    /** The name of a node, or {@code stopped} for every node that does not run. */
    private record StartSchema() implements Schema<Action> {

        private static final String STOPPED = "stopped";
        private static final TextSchema<Action> TEXT =
                TextSchema.parsed(TextSchema.anchored(STOPPED + "|" + NodeSelectorSchema.NAME), StartSchema::parse);

        @Override
        public @Nullable Action read(ConfigValue value) {
            return TEXT.read(value);
        }

        private static @Nullable Action parse(String text, ConfigValue value) {
            if (text.equals(STOPPED)) {
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
