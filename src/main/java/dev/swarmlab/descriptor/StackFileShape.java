package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
record StackFileShape() implements Shape<StackFileShape.Content> {

    /** What swarmlab must know of a stack file. */
    record Content(Set<Path> companions, Set<String> externalNetworks) {}

    static final String EXAMPLE = "services: {web: {image: \"${REGISTRY}/swarmlab/echo:latest\"}}";

    private static final StackKeys KEYS = new StackKeys(
            List.of("version", "services", "networks", "volumes", "secrets", "configs"),
            Map.of("name", "remove it: the stack's name is its key in the lab's `stacks`"));

    /** Networks that every swarm has. */
    private static final Set<String> DOCKERS_OWN = Set.of("ingress", "host", "bridge", "none");

    /** What the docker CLI takes for true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "on");

    @Override
    public @Nullable Content read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping root)) {
            return written.wrongKind("a mapping", "write " + EXAMPLE);
        }
        boolean misspelt = KEYS.check(root, written.page()).contains("services");
        Map<String, List<Yaml.Entry>> sections = new HashMap<>();
        Map<String, Set<String>> declared = new HashMap<>();
        for (String kind : StackService.REFERENCES.keySet()) {
            List<Yaml.Entry> entries = StackParts.entries(written, kind);
            sections.put(kind, entries);
            declared.put(kind, names(kind, entries));
        }
        StackCompanions companions = new StackCompanions();
        StackService services = new StackService(declared, companions);
        List<Yaml.Entry> all = misspelt ? List.of() : services(root, written);
        all.forEach(service -> services.read(service, written.page()));
        for (String kind : List.of("configs", "secrets")) {
            for (Yaml.Entry entry : sections.getOrDefault(kind, List.of())) {
                StackParts.find(part(entry, written), "file").ifPresent(companions::add);
            }
        }
        return new Content(companions.paths(), externalNetworks(sections.getOrDefault("networks", List.of()), written));
    }

    private static Set<String> names(String kind, List<Yaml.Entry> entries) {
        Stream<String> written = entries.stream().map(Yaml.Entry::key);
        // Every stack has a network of this name, declared or not.
        return (kind.equals("networks") ? Stream.concat(written, Stream.of("default")) : written)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Yaml.Entry> services(Yaml.Mapping root, Written written) {
        Yaml services = root.entry("services").map(Yaml.Entry::value).orElse(null);
        if (services instanceof Yaml.Broken) {
            return List.of();
        }
        List<Yaml.Entry> entries = StackParts.entries(written, "services");
        boolean nothing = services == null
                || !StackParts.saysSomething(services)
                || (services instanceof Yaml.Mapping && entries.isEmpty());
        if (nothing) {
            written.problem("has no `services`", "write " + EXAMPLE);
        }
        return entries;
    }

    private static Set<String> externalNetworks(List<Yaml.Entry> networks, Written written) {
        Set<String> names = new LinkedHashSet<>();
        for (Yaml.Entry entry : networks) {
            Written network = part(entry, written);
            StackParts.find(network, "external")
                    .filter(external -> external.yaml() instanceof Yaml.Mapping
                            || (external.yaml() instanceof Yaml.Scalar scalar
                                    && TRUE.contains(scalar.text().toLowerCase(Locale.ROOT))))
                    .ifPresent(external ->
                            names.add(name(network).or(() -> name(external)).orElse(entry.key())));
        }
        names.removeAll(DOCKERS_OWN);
        return names;
    }

    private static Written part(Yaml.Entry entry, Written parent) {
        return parent.part("`" + Quote.visible(entry.key()) + "`", entry.value());
    }

    private static Optional<String> name(Written parent) {
        return StackParts.find(parent, "name").flatMap(StackParts::text);
    }

    @Override
    public ObjectNode schema() {
        throw new UnsupportedOperationException("stack files have a schema of their own, the Compose format's");
    }
}
