package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Constraint;
import dev.swarmlab.labfile.KernelFeature;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.DurationSchema;
import dev.swarmlab.yaml.EnumSchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of each kind of check. */
final class CheckFields {

    private static final int MANY = 100_000;
    private static final int MOST_REQUESTS = 1000;
    private static final int HIGHEST_RATE = 200;
    private static final int RATE = 20;

    /** So many requests that each of a service's tasks is sure to answer one. */
    private static final int TIMES_DISTINCT = 10;

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Set<String> ROLES = Set.of("manager", "worker");

    static final Schema<String> SERVICE_NAME =
            TextSchema.matching("[A-Za-z0-9][A-Za-z0-9_.-]*", 63, "write a service's name, as in echo_api");

    private static final Field<String> NAME =
            Field.required("name", TextSchema.singleLine(), "What the report calls it.");
    private static final Field<Duration> WITHIN = Field.optional(
                    "within", new DurationSchema(LONGEST), "How long it may take to pass.")
            .withDefault(Check.DEFAULT_TIME, "30s");
    private static final Field<String> HINT =
            Field.optional("hint", TextSchema.nonBlank(), "What someone whose check fails should look at.");
    private static final Field<KernelFeature> NEEDS = Field.optional(
            "needs",
            new EnumSchema<>(KernelFeature.class),
            "What the kernel must have; without it the check is unavailable.");

    private static final Field<String> CONTAINS =
            Field.optional("contains", TextSchema.nonBlank(), "A text that must be in the answer.");
    private static final Field<NodeSelector> NODE = Field.optional(
                    "node", new NodeSelectorSchema(), "The node that the command runs on.")
            .withDefault(NodeSelector.ANY_MANAGER, "any manager");

    private static final Field<URI> HTTP = Field.required("http", HttpUrlSchema.schema(), "A URL that must answer.");
    private static final Field<NodeSelector> FROM =
            Field.optional("from", new NodeSelectorSchema(), "The node that asks; the host itself without it.");
    private static final Field<Integer> STATUS = Field.optional(
            "status",
            new WholeNumberSchema(100, 599, "write an HTTP status, as in 200"),
            "The status that is wanted; any below 400 without it.");
    private static final Field<Integer> REQUESTS = Field.optional(
                    "requests",
                    new WholeNumberSchema(1, MOST_REQUESTS, "write how many requests are sent"),
                    "How many requests are sent.")
            .withDefault(1, 1);
    private static final Field<Integer> DISTINCT = Field.optional(
                    "distinct",
                    new WholeNumberSchema(1, MOST_REQUESTS, "write how many different answers there must be"),
                    "How many different answers there must be among them, at least.")
            .withDefault(1, 1);

    private static final Field<String> SERVICE = Field.required("service", SERVICE_NAME, "A service of the swarm.");
    private static final Field<Integer> RUNNING = count("running", 0, "How many of its tasks must run.");
    private static final Field<Integer> COMPLETED =
            count("completed", 0, "How many of a job's tasks must be complete.");
    private static final Field<Integer> NODES = count("nodes", 1, "On how many nodes its tasks must run, at least.");
    private static final Field<Integer> MOST_PER_NODE =
            count("most_per_node", 1, "How many of its tasks may run on one node.");
    private static final Field<String> EVENLY = Field.optional(
            "evenly",
            TextSchema.matching(
                    Constraint.ATTRIBUTE, 255, "write node.hostname, or a label as in node.labels.datacenter"),
            "What its tasks must be spread over: no value may have two tasks more than another.");
    private static final Field<List<Constraint>> ONLY =
            constraints("only", "What every node with one of its tasks must be, as in node.role==worker.");
    private static final Field<List<Constraint>> NEVER =
            constraints("never", "What no node with one of its tasks may be, as in node.labels.type==devel.");
    private static final Field<String> IMAGE =
            Field.optional("image", new ImageSchema(), "The image that every task must run.");

    private static final Field<NodeSelector> CHECKED_NODE =
            Field.required("node", new NodeSelectorSchema(), "The node, as in worker01 or leader.");
    private static final Field<Check.NodeState> STATE =
            Field.optional("state", new EnumSchema<>(Check.NodeState.class), "Whether the swarm hears of it.");
    private static final Field<Check.NodeRole> ROLE =
            Field.optional("role", new EnumSchema<>(Check.NodeRole.class), "What it is to the swarm.");
    private static final Field<Availability> AVAILABILITY =
            Field.optional("availability", new EnumSchema<>(Availability.class), "Whether it takes tasks.");
    private static final Field<Map<String, String>> LABELS = Field.optional(
                    "labels", new LabelsSchema(), "Labels that it must have, among others.")
            .withDefault(Map.of(), Map.of());
    private static final Field<String> IMAGE_ON_NODE = Field.optional(
            "image", new ImageSchema(), "An image that it must have, of the content that the lab's registry has.");

    private static final Field<String> RUN =
            Field.required("run", TextSchema.nonBlank(), "A command that the node's shell runs.");
    private static final Field<Integer> EXIT = Field.optional(
                    "exit",
                    new WholeNumberSchema(0, 255, "write an exit code from 0 to 255"),
                    "The exit code that it must end with.")
            .withDefault(0, 0);
    private static final Field<Integer> LINES = count("lines", 0, "How many lines the command must print.");

    private static final Field<String> NETWORK =
            Field.required("network", OverlayNetworkSchema.name(), "An attachable network.");
    private static final Field<String> RESOLVES = Field.required(
            "resolves",
            TextSchema.matching(
                    "[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?",
                    253,
                    "write a name, as in echo_api or tasks.echo_api"),
            "The name that must resolve in a container on that network, on every node.");
    private static final Field<Integer> ADDRESSES = Field.optional(
                    "addresses",
                    new WholeNumberSchema(1, MANY, "write how many addresses it must have"),
                    "How many addresses the name must have, at least.")
            .withDefault(1, 1);
    private static final Field<String> RESOLVER_IMAGE = Field.optional(
            "image",
            new ImageSchema(),
            "An image with nslookup in it that every node has; the first of `images` without it.");

    private static final Field<URI> NO_REQUEST_LOST = Field.required(
            "no_request_lost", HttpUrlSchema.schema(), "A URL that must answer every request while a command runs.");
    private static final Field<String> DURING =
            Field.required("during", TextSchema.nonBlank(), "The command that the node's shell runs meanwhile.");
    private static final Field<Integer> PER_SECOND = Field.optional(
                    "rate",
                    new WholeNumberSchema(1, HIGHEST_RATE, "write how many requests are sent in a second"),
                    "How many requests are sent in a second.")
            .withDefault(RATE, RATE);

    private CheckFields() {}

    /**
     * Each kind of check by the key that names it. A check that runs a command has a {@code node} too, so {@code node}
     * is a kind only where no other key names one.
     */
    static Map<String, Schema<? extends Check>> kinds() {
        Map<String, Schema<? extends Check>> kinds = new LinkedHashMap<>();
        kinds.put("http", http());
        kinds.put("service", service());
        kinds.put("run", command());
        kinds.put("network", network());
        kinds.put("no_request_lost", load());
        kinds.put("node", node());
        return kinds;
    }

    private static Schema<Check.HttpCheck> http() {
        return kind(
                "{name: front door, http: \"http://localhost:8000/\"}",
                List.of(HTTP, FROM, STATUS, CONTAINS, REQUESTS, DISTINCT),
                Map.of(
                        "node", "did you mean `from`?",
                        "code", "did you mean `status`?",
                        "body", "did you mean `contains`?",
                        "expect", "did you mean `contains`?",
                        "count", "did you mean `requests`?",
                        "different", "did you mean `distinct`?"),
                CheckFields::http);
    }

    private static Check.@Nullable HttpCheck http(Values values) {
        if (values.get(DISTINCT) > values.get(REQUESTS)) {
            return values.mapping()
                    .problem(
                            "wants " + values.get(DISTINCT) + " different answers, but sends "
                                    + (values.get(REQUESTS) == 1 ? "one request" : values.get(REQUESTS) + " requests"),
                            "set `requests` to more than `distinct`, as in requests: "
                                    + Math.min(MOST_REQUESTS, TIMES_DISTINCT * values.get(DISTINCT)));
        }
        if (values.has(FROM) && values.has(STATUS)) {
            return values.mapping()
                    .problem(
                            "can't have both `from` and `status`",
                            "remove one of them: a node asks with wget, which tells no status");
        }
        return new Check.HttpCheck(
                terms(values),
                values.get(HTTP),
                values.find(FROM),
                values.find(STATUS),
                values.find(CONTAINS),
                values.get(REQUESTS),
                values.get(DISTINCT));
    }

    private static Schema<Check.ServiceCheck> service() {
        return kind(
                        "{name: six echoes, service: echo_api, running: 6}",
                        List.of(SERVICE, RUNNING, COMPLETED, NODES, MOST_PER_NODE, EVENLY, ONLY, NEVER, IMAGE),
                        Map.of(
                                "replicas", "did you mean `running`?",
                                "tasks", "did you mean `running`?",
                                "count", "did you mean `running`?",
                                "complete", "did you mean `completed`?",
                                "spread", "did you mean `nodes` or `evenly`?",
                                "constraints", "did you mean `only` or `never`?",
                                "placement", "did you mean `only` or `never`?"),
                        CheckFields::service)
                .requiringOneOf(List.of(RUNNING, COMPLETED, NODES, MOST_PER_NODE, EVENLY, ONLY, NEVER, IMAGE));
    }

    private static Check.ServiceCheck service(Values values) {
        return new Check.ServiceCheck(
                terms(values),
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

    private static Schema<Check.NodeCheck> node() {
        return kind(
                        "{name: drained, node: worker01, availability: drain}",
                        List.of(CHECKED_NODE, STATE, ROLE, AVAILABILITY, LABELS, IMAGE_ON_NODE),
                        Map.of("status", "did you mean `state`?", "command", "did you mean `run`, before `node`?"),
                        values -> new Check.NodeCheck(
                                terms(values),
                                values.get(CHECKED_NODE),
                                values.find(STATE),
                                values.find(ROLE),
                                values.find(AVAILABILITY),
                                values.get(LABELS),
                                values.find(IMAGE_ON_NODE)))
                .requiringOneOf(List.of(STATE, ROLE, AVAILABILITY, LABELS, IMAGE_ON_NODE));
    }

    private static Schema<Check.CommandCheck> command() {
        return kind(
                "{name: four nodes, run: docker node ls -q, lines: 4}",
                List.of(RUN, NODE, EXIT, LINES, CONTAINS),
                Map.of(
                        "from", "did you mean `node`?",
                        "on", "did you mean `node`?",
                        "code", "did you mean `exit`?",
                        "status", "did you mean `exit`?",
                        "exit_code", "did you mean `exit`?",
                        "output", "did you mean `contains`?",
                        "expect", "did you mean `contains`?"),
                values -> new Check.CommandCheck(
                        terms(values),
                        values.get(NODE),
                        values.get(RUN),
                        values.get(EXIT),
                        values.find(LINES),
                        values.find(CONTAINS)));
    }

    private static Schema<Check.NetworkCheck> network() {
        return kind(
                "{name: found by name, network: localnet, resolves: tasks.echo_api}",
                List.of(NETWORK, RESOLVES, ADDRESSES, RESOLVER_IMAGE),
                Map.of("lookup", "did you mean `resolves`?", "count", "did you mean `addresses`?"),
                CheckFields::network);
    }

    private static Check.NetworkCheck network(Values values) {
        ConfigValue value = values.mapping();
        if (!values.has(RESOLVER_IMAGE)) {
            value.context()
                    .addReference(ReferenceKind.FIRST_IMAGE, "", value.yaml().position());
        }
        return new Check.NetworkCheck(
                terms(values),
                values.get(NETWORK),
                values.get(RESOLVES),
                values.get(ADDRESSES),
                values.find(RESOLVER_IMAGE));
    }

    private static Schema<Check.LoadCheck> load() {
        return kind(
                "{name: no request lost, no_request_lost: \"http://localhost:8000/\", during: docker service update"
                        + " --force echo_api}",
                List.of(NO_REQUEST_LOST, DURING, NODE, PER_SECOND),
                Map.of(
                        "while", "did you mean `during`?",
                        "command", "did you mean `during`?",
                        "from", "did you mean `node`, which the command runs on?",
                        "requests", "did you mean `rate`?"),
                values -> new Check.LoadCheck(
                        terms(values),
                        values.get(NO_REQUEST_LOST),
                        values.get(DURING),
                        values.get(NODE),
                        values.get(PER_SECOND)));
    }

    private static Check.Terms terms(Values values) {
        return new Check.Terms(values.get(NAME), values.get(WITHIN), values.find(HINT), values.find(NEEDS));
    }

    private static <C extends Check> MappingSchema<C> kind(
            String example, List<Field<?>> own, Map<String, String> ownWords, MappingSchema.Builder<C> builder) {
        List<Field<?>> fields = new ArrayList<>(List.of(NAME));
        fields.addAll(own);
        fields.addAll(List.of(WITHIN, HINT, NEEDS));
        Map<String, String> hints = new HashMap<>(ownWords);
        hints.put("timeout", "did you mean `within`?");
        hints.put("title", "did you mean `name`?");
        hints.put("wait", "did you mean `within`?");
        hints.put("retries", "a check is repeated until it passes, for as long as `within` says");
        hints.put("message", "did you mean `hint`?");
        hints.put("description", "did you mean `hint`?");
        return new MappingSchema<>(example, fields, hints, builder);
    }

    private static Field<Integer> count(String key, int least, String description) {
        return Field.optional(key, new WholeNumberSchema(least, MANY, "write how many"), description);
    }

    /** One condition or a list of them. */
    private static Field<List<Constraint>> constraints(String key, String description) {
        Schema<Constraint> one = TextSchema.parsed(
                TextSchema.anchored(Constraint.PATTERN.replaceAll("\\?<[a-z]+>", "")), CheckFields::constraint);
        Schema<List<Constraint>> several = new ListSchema<>(one, 1, "[node.role==worker]");
        return Field.optional(key, new ShortOrLongSchema<>(one.map(List::of), several), description)
                .withDefault(List.of(), List.of());
    }

    private static @Nullable Constraint constraint(String text, ConfigValue value) {
        Constraint constraint = Constraint.parse(text).orElse(null);
        if (constraint == null) {
            return value.problem(
                    "can't be " + Messages.quote(text),
                    "write it as Docker does: node.role==worker, node.labels.region!=east or"
                            + " node.hostname==worker01");
        }
        return constraint.attribute().equals("node.role") && !ROLES.contains(constraint.value())
                ? value.problem(
                        "can't be " + Messages.quote(text) + ": a node's role is manager or worker",
                        "write node.role==manager or node.role==worker")
                : constraint;
    }
}
