package dev.swarmlab.stackfile;

import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ValueReader;
import dev.swarmlab.yaml.YamlNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the parts of a stack file whose mistakes docker reports late, without a position or not at all. Other keys are
 * left to docker, unless they look like misspelt ones.
 */
record StackFileParser() implements ValueReader<StackFileParser.Content> {

    /**
     * What swarmlab uses of a stack file.
     *
     * @param referencedFiles absolute paths of the files that it names
     * @param externalNetworks names of the networks that must exist before the stack is deployed
     */
    record Content(Set<Path> referencedFiles, Set<String> externalNetworks) {}

    static final String EXAMPLE = "services: {web: {image: \"${REGISTRY}/swarmlab/echo:latest\"}}";

    private static final KnownKeys KEYS = new KnownKeys(
            List.of("version", "services", "networks", "volumes", "secrets", "configs"),
            Map.of("name", "remove it: the stack's name is its key in the lab's `stacks`"));

    /** Networks that every node or swarm has. */
    private static final Set<String> NETWORKS_OF_DOCKER = Set.of("ingress", "host", "bridge", "none");

    /** The values that the docker CLI reads as true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "on");

    @Override
    public @Nullable Content read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping root)) {
            return value.wrongKind("a mapping", "write " + EXAMPLE);
        }
        boolean misspelt = KEYS.check(root, value.context()).contains("services");
        Map<String, List<YamlNode.Entry>> sections = new HashMap<>();
        Map<String, Set<String>> declared = new HashMap<>();
        for (String kind : StackServiceParser.REFERENCES.keySet()) {
            List<YamlNode.Entry> entries = StackValues.entries(value, kind);
            sections.put(kind, entries);
            declared.put(kind, names(kind, entries));
        }
        ReferencedFiles referencedFiles = new ReferencedFiles();
        StackServiceParser services = new StackServiceParser(declared, referencedFiles);
        List<YamlNode.Entry> entries = misspelt ? List.of() : services(root, value);
        entries.forEach(service -> services.read(service, value.context()));
        for (String kind : List.of("configs", "secrets")) {
            for (YamlNode.Entry entry : sections.getOrDefault(kind, List.of())) {
                StackValues.find(valueOf(entry, value), "file").ifPresent(referencedFiles::add);
            }
        }
        return new Content(
                referencedFiles.paths(), externalNetworks(sections.getOrDefault("networks", List.of()), value));
    }

    private static Set<String> names(String kind, List<YamlNode.Entry> entries) {
        Stream<String> names = entries.stream().map(YamlNode.Entry::key);
        // Every stack has a network with the name default, also if it is not declared.
        return (kind.equals("networks") ? Stream.concat(names, Stream.of("default")) : names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<YamlNode.Entry> services(YamlNode.Mapping root, ConfigValue value) {
        YamlNode services = root.entry("services").map(YamlNode.Entry::value).orElse(null);
        if (services instanceof YamlNode.Broken) {
            return List.of();
        }
        List<YamlNode.Entry> entries = StackValues.entries(value, "services");
        boolean empty = services == null
                || !StackValues.hasValue(services)
                || (services instanceof YamlNode.Mapping && entries.isEmpty());
        if (empty) {
            value.problem("has no `services`", "write " + EXAMPLE);
        }
        return entries;
    }

    private static Set<String> externalNetworks(List<YamlNode.Entry> networks, ConfigValue value) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode.Entry entry : networks) {
            ConfigValue network = valueOf(entry, value);
            StackValues.find(network, "external")
                    .filter(external -> external.yaml() instanceof YamlNode.Mapping
                            || (external.yaml() instanceof YamlNode.Scalar scalar
                                    && TRUE.contains(scalar.text().toLowerCase(Locale.ROOT))))
                    .ifPresent(external ->
                            names.add(name(network).or(() -> name(external)).orElse(entry.key())));
        }
        names.removeAll(NETWORKS_OF_DOCKER);
        return names;
    }

    private static ConfigValue valueOf(YamlNode.Entry entry, ConfigValue parent) {
        return parent.child("`" + Messages.printable(entry.key()) + "`", entry.value());
    }

    private static Optional<String> name(ConfigValue parent) {
        return StackValues.find(parent, "name").flatMap(StackValues::text);
    }
}
