package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.Action;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario: its name, its actions, and the checks that must pass afterwards. */
record ScenarioSchema() implements Schema<Scenario> {

    private static final Field<String> NAME =
            Field.required("name", TextSchema.singleLine(), "The name of the scenario, unique in the lab.");
    private static final Field<List<Action>> ACTIONS = Field.required(
            "actions",
            new ListSchema<>(new ActionSchema(), 1, "[{stop: leader}, {start: stopped}]"),
            "The actions, which run one after the other.");
    private static final Field<List<Check>> CHECKS = Field.optional(
                    "checks",
                    new ListSchema<>(
                            CheckSchema.inScenario(), "[{name: four nodes, run: docker node ls -q, lines: 4}]"),
                    "Checks that must pass afterwards, besides the lab's own checks.")
            .withDefault(List.of(), List.of());

    private static final Map<String, String> HINTS = Map.of(
            "steps", "did you mean `actions`?",
            "do", "did you mean `actions`?",
            "then", "did you mean `checks`?",
            "expect", "did you mean `checks`?");

    private static final Schema<Scenario> SCHEMA = new MappingSchema<>(
            "{name: the leader is lost, actions: [{stop: leader}, {start: stopped}]}",
            List.of(NAME, ACTIONS, CHECKS),
            HINTS,
            values -> new Scenario(values.get(NAME), values.get(ACTIONS), values.get(CHECKS)));

    @Override
    public @Nullable Scenario read(ConfigValue value) {
        Scenario scenario = value.as(SCHEMA);
        if (scenario != null) {
            value.context()
                    .requireUnique(
                            new UniqueInLab.ScenarioName(scenario.name()),
                            value.yaml().position());
        }
        return scenario;
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}
