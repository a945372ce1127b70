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
 * The parts of a stack file that can be wrong in a way that docker tells late, without a place, or not at all. Keys that
 * swarmlab does not know are docker's business, unless they look like one that it knows.
 */
record StackFileParser() implements ValueReader<StackFileParser.Content> {

    /** What swarmlab must know of a stack file. */
    record Content(Set<Path> referencedFiles, Set<String> externalNetworks) {}

    static final String EXAMPLE = "services: {web: {image: \"${REGISTRY}/swarmlab/echo:latest\"}}";

    private static final StackKeys KEYS = new StackKeys(
            List.of("version", "services", "networks", "volumes", "secrets", "configs"),
            Map.of("name", "remove it: the stack's name is its key in the lab's `stacks`"));

    /** Networks that every swarm has. */
    private static final Set<String> DOCKERS_OWN = Set.of("ingress", "host", "bridge", "none");

    /** What the docker CLI takes for true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "on");

    @Override
    public @Nullable Content read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Mapping root)) {
            return value.wrongKind("a mapping", "write " + EXAMPLE);
        }
        boolean misspelt = KEYS.check(root, value.context()).contains("services");
        Map<String, List<YamlNode.Entry>> sections = new HashMap<>();
        Map<String, Set<String>> declared = new HashMap<>();
        for (String kind : StackService.REFERENCES.keySet()) {
            List<YamlNode.Entry> entries = StackParts.entries(value, kind);
            sections.put(kind, entries);
            declared.put(kind, names(kind, entries));
        }
        ReferencedFiles referencedFiles = new ReferencedFiles();
        StackService services = new StackService(declared, referencedFiles);
        List<YamlNode.Entry> all = misspelt ? List.of() : services(root, value);
        all.forEach(service -> services.read(service, value.context()));
        for (String kind : List.of("configs", "secrets")) {
            for (YamlNode.Entry entry : sections.getOrDefault(kind, List.of())) {
                StackParts.find(part(entry, value), "file").ifPresent(referencedFiles::add);
            }
        }
        return new Content(
                referencedFiles.paths(), externalNetworks(sections.getOrDefault("networks", List.of()), value));
    }

    private static Set<String> names(String kind, List<YamlNode.Entry> entries) {
        Stream<String> value = entries.stream().map(YamlNode.Entry::key);
        // Every stack has a network of this name, declared or not.
        return (kind.equals("networks") ? Stream.concat(value, Stream.of("default")) : value)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<YamlNode.Entry> services(YamlNode.Mapping root, ConfigValue value) {
        YamlNode services = root.entry("services").map(YamlNode.Entry::value).orElse(null);
        if (services instanceof YamlNode.Broken) {
            return List.of();
        }
        List<YamlNode.Entry> entries = StackParts.entries(value, "services");
        boolean nothing = services == null
                || !StackParts.saysSomething(services)
                || (services instanceof YamlNode.Mapping && entries.isEmpty());
        if (nothing) {
            value.problem("has no `services`", "write " + EXAMPLE);
        }
        return entries;
    }

    private static Set<String> externalNetworks(List<YamlNode.Entry> networks, ConfigValue value) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode.Entry entry : networks) {
            ConfigValue network = part(entry, value);
            StackParts.find(network, "external")
                    .filter(external -> external.yaml() instanceof YamlNode.Mapping
                            || (external.yaml() instanceof YamlNode.Scalar scalar
                                    && TRUE.contains(scalar.text().toLowerCase(Locale.ROOT))))
                    .ifPresent(external ->
                            names.add(name(network).or(() -> name(external)).orElse(entry.key())));
        }
        names.removeAll(DOCKERS_OWN);
        return names;
    }

    private static ConfigValue part(YamlNode.Entry entry, ConfigValue parent) {
        return parent.child("`" + Messages.printable(entry.key()) + "`", entry.value());
    }

    private static Optional<String> name(ConfigValue parent) {
        return StackParts.find(parent, "name").flatMap(StackParts::text);
    }
}
