package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.RegistrySettings;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.labfile.VolumeMount;
import dev.swarmlab.yaml.DictionarySchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The top-level keys of a lab file. Each has a field here and a component in {@link LabFile}. */
final class LabFields {

    /** Hostnames contain the lab's name and have at most 63 characters. */
    private static final int MAX_NAME_LENGTH = 40;

    static final String NAME_KEY = "name";

    private static final Field<String> NAME = Field.required(
            NAME_KEY,
            DnsLabelSchema.schema(MAX_NAME_LENGTH),
            "The lab's name: lower-case letters, digits and hyphens.");
    private static final Field<NodeSettingsOverrides> NODE = Field.optional(
                    "node", NodeSettingsOverrides.schema(), "The settings of all nodes. A group can override them.")
            .withDefault(NodeSettingsOverrides.NONE, Map.of("image", NodeSettings.DEFAULT_IMAGE));
    private static final Field<List<NodeGroupSpec>> MANAGERS = Field.optional(
                    "managers", NodeGroupsSchema.managers(), "The managers: 1, 3, 5 or 7, or a list of groups.")
            .withDefault(List.of(NodeGroupSpec.of(1)), 1);
    private static final Field<List<NodeGroupSpec>> WORKERS = Field.optional(
                    "workers", NodeGroupsSchema.workers(), "The workers: a number, or a list of groups.")
            .withDefault(List.of(NodeGroupSpec.of(2)), 2);
    private static final Field<RegistrySettings> REGISTRY = Field.optional(
                    "registry", RegistrySchema.schema(), "The lab's own image registry.")
            .withDefault(RegistrySettings.DEFAULT, Map.of("image", RegistrySettings.DEFAULT_IMAGE));
    private static final Field<String> SUBNET = Field.optional(
            "subnet",
            LabSubnet.SCHEMA,
            "The IPv4 addresses of the network that connects the lab's containers, such as 10.99.0.0/24."
                    + " Default: a free /24.");
    private static final Field<List<PublishedPort>> PORTS = list(
            "ports",
            new ListSchema<>(new PublishedPortSchema(), "[\"8000:80\"]"),
            "Host ports that lead to ports of the first manager: [ADDRESS:]HOST_PORT:NODE_PORT[/tcp|/udp].");
    private static final Field<List<VolumeMount>> VOLUMES = list(
            "volumes",
            new ListSchema<>(VolumeMountSchema.schema(), "[\"../stack:/stack\"]"),
            "Files and folders of the host that are mounted on every manager: SOURCE:/TARGET[:ro].");
    private static final Field<List<LabImage>> IMAGES = list(
            "images",
            new ListSchema<>(new LabImageSchema(), "[alpine:3]"),
            "Images that are pushed to the lab's registry and pulled by every node.");
    private static final Field<List<OverlayNetwork>> NETWORKS = list(
            "networks", new ListSchema<>(new OverlayNetworkSchema(), "[localnet]"), "Overlay networks of the swarm.");
    private static final Field<Map<String, StackFile>> STACKS = Field.optional(
                    "stacks",
                    new DictionarySchema<>(
                            "[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?",
                            "use lower-case letters, digits, `-` and `_`",
                            new StackFileSchema(),
                            "{echo: ./docker-stack.yml}"),
                    "Stack files by stack name, deployed in this order.")
            .withDefault(Map.of(), Map.of());
    private static final Field<List<Check>> CHECKS = list(
            "checks",
            new ListSchema<>(CheckSchema.ofLab(), "[{name: front door, http: \"http://localhost:8000/\"}]"),
            "Conditions that the finished lab must meet.");
    private static final Field<List<Scenario>> SCENARIOS = list(
            "scenarios",
            new ListSchema<>(
                    new ScenarioSchema(), "[{name: the leader is lost, actions: [{stop: leader}, {start: stopped}]}]"),
            "Events such as the loss of a node, and what must hold afterwards. `swarmlab drill` runs them.");

    private static final List<Field<?>> ALL = List.of(
            NAME, NODE, MANAGERS, WORKERS, REGISTRY, SUBNET, PORTS, VOLUMES, IMAGES, NETWORKS, STACKS, CHECKS,
            SCENARIOS);

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("nodes", "did you mean `managers` and `workers`?"),
            Map.entry("services", "write services in a stack file, and list it under `stacks`"),
            Map.entry("version", "a lab file has no version"),
            Map.entry("image", "did you mean `node: {image: …}` or `images`?"),
            Map.entry("build", "did you mean `node: {build: …}`?"),
            Map.entry("mounts", "did you mean `volumes`?"),
            Map.entry("labels", "labels are a key of a group: workers: [{count: 2, labels: {…}}]"),
            Map.entry("memory", "did you mean `node: {memory: …}`?"),
            Map.entry("cpus", "did you mean `node: {cpus: …}`?"),
            Map.entry("tests", "did you mean `checks`?"),
            Map.entry("drills", "did you mean `scenarios`?"));

    private LabFields() {}

    private static <T> Field<List<T>> list(String key, Schema<List<T>> schema, String description) {
        return Field.optional(key, schema, description).withDefault(List.of(), List.of());
    }

    static Schema<LabFile> schema() {
        return new MappingSchema<>("the lab's name first: `name: my-lab`", ALL, HINTS, LabFields::build);
    }

    private static @Nullable LabFile build(Values values) {
        NodeSettings node = values.get(NODE).applyTo(NodeSettings.DEFAULT);
        LabFile labFile = new LabFile(
                values.get(NAME),
                node,
                groups(values.get(MANAGERS), node),
                groups(values.get(WORKERS), node),
                values.get(REGISTRY),
                values.find(SUBNET),
                values.get(PORTS),
                values.get(VOLUMES),
                values.get(IMAGES),
                values.get(NETWORKS),
                values.get(STACKS),
                values.get(CHECKS),
                values.get(SCENARIOS));
        ParseContext context = values.mapping().context();
        UnresolvedReferences.report(labFile, context);
        return context.hasNoProblems() ? labFile : null;
    }

    private static List<NodeGroup> groups(List<NodeGroupSpec> specs, NodeSettings node) {
        return specs.stream().map(spec -> spec.applyTo(node)).toList();
    }
}
