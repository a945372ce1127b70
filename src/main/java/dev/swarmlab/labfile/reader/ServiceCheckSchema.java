package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Constraint;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The check {@code service}: the state of a service's tasks. */
final class ServiceCheckSchema {

    static final Schema<String> SERVICE_NAME =
            TextSchema.matching("[A-Za-z0-9][A-Za-z0-9_.-]*", 63, "write the name of a service, as in echo_api");

    private static final Field<String> SERVICE =
            Field.required("service", SERVICE_NAME, "The full name of the service, as in echo_api.");
    private static final Field<Integer> RUNNING = CheckFields.count("running", 0, "The exact number of running tasks.");
    private static final Field<Integer> COMPLETED =
            CheckFields.count("completed", 0, "The exact number of completed tasks of a job.");
    private static final Field<Integer> NODES =
            CheckFields.count("nodes", 1, "The minimum number of nodes that run its tasks.");
    private static final Field<Integer> MOST_PER_NODE =
            CheckFields.count("most_per_node", 1, "The maximum number of its tasks on one node.");
    private static final Field<String> EVENLY = Field.optional(
            "evenly",
            TextSchema.matching(
                    Constraint.ATTRIBUTE, 255, "write node.hostname, or a label as in node.labels.datacenter"),
            "node.hostname or a label, as in node.labels.datacenter."
                    + " The numbers of tasks per value differ by at most one.");
    private static final Field<List<Constraint>> ONLY = Field.optional(
                    "only",
                    ConstraintsSchema.schema(),
                    "Conditions that every node with a task of the service meets, as in node.role==worker.")
            .withDefault(List.of(), List.of());
    private static final Field<List<Constraint>> NEVER = Field.optional(
                    "never",
                    ConstraintsSchema.schema(),
                    "Conditions that no node with a task of the service meets, as in node.labels.type==devel.")
            .withDefault(List.of(), List.of());
    private static final Field<String> IMAGE = Field.optional("image", new ImageSchema(), "The image of every task.");

    private static final Map<String, String> HINTS = Map.of(
            "replicas", "did you mean `running`?",
            "tasks", "did you mean `running`?",
            "count", "did you mean `running`?",
            "complete", "did you mean `completed`?",
            "spread", "did you mean `nodes` or `evenly`?",
            "constraints", "did you mean `only` or `never`?",
            "placement", "did you mean `only` or `never`?");

    private ServiceCheckSchema() {}

    static Schema<Check.ServiceCheck> schema() {
        List<Field<?>> conditions = List.of(RUNNING, COMPLETED, NODES, MOST_PER_NODE, EVENLY, ONLY, NEVER, IMAGE);
        List<Field<?>> fields = new ArrayList<>(List.of(SERVICE));
        fields.addAll(conditions);
        return CheckFields.schema(
                        "{name: six echoes, service: echo_api, running: 6}", fields, HINTS, ServiceCheckSchema::build)
                .requiringOneOf(conditions);
    }

    private static Check.ServiceCheck build(Values values) {
        return new Check.ServiceCheck(
                CheckFields.terms(values),
                values.get(SERVICE),
                values.find(RUNNING),
                values.find(COMPLETED),
                values.find(NODES),
                values.find(MOST_PER_NODE),
                values.find(EVENLY),
                values.get(ONLY),
                values.get(NEVER),
                values.find(IMAGE));
    }
}
