package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a stack file that can be wrong in a way that docker tells late, without a place, or not at all. Keys that
 * swarmlab does not know are docker's business, unless they look like one that it knows.
 */
record StackFileShape() implements Shape<StackFileShape.Content> {

    /** What swarmlab must know of a stack file. */
    record Content(Set<Path> companions, Set<String> externalNetworks) {}

    private static final String EXAMPLE = "services: {web: {image: \"${REGISTRY}/swarmlab/echo:latest\"}}";

    private static final List<String> TOP = List.of("version", "services", "networks", "volumes", "secrets", "configs");

    private static final List<String> SERVICE = List.of(
            "image",
            "command",
            "entrypoint",
            "environment",
            "env_file",
            "deploy",
            "ports",
            "networks",
            "volumes",
            "healthcheck",
            "configs",
            "secrets",
            "labels",
            "hostname",
            "user",
            "working_dir",
            "logging",
            "tmpfs",
            "stop_grace_period",
            "stop_signal",
            "depends_on",
            "cap_add",
            "cap_drop",
            "dns",
            "extra_hosts",
            "init",
            "read_only",
            "sysctls",
            "ulimits",
            "expose",
            "build",
            "restart",
            "container_name",
            "links",
            "tty");

    private static final List<String> DEPLOY = List.of(
            "mode",
            "replicas",
            "placement",
            "update_config",
            "rollback_config",
            "restart_policy",
            "resources",
            "labels",
            "endpoint_mode");

    /** Networks that every swarm has. */
    private static final Set<String> DOCKERS_OWN = Set.of("ingress", "host", "bridge", "none");

    @Override
    public @Nullable Content read(Written written) {
        if (!(written.yaml() instanceof Yaml.Mapping root)) {
            return written.wrongKind("a mapping", "write " + EXAMPLE);
        }
        Page page = written.page();
        checkKeys(root, TOP, "name", "the stack's name is its key in the lab's `stacks`", page);
        Yaml.Entry services = root.entry("services").orElse(null);
        if (services == null
                || !(services.value() instanceof Yaml.Mapping all)
                || all.entries().isEmpty()) {
            return written.problem("has no `services`", "write " + EXAMPLE);
        }
        Set<Path> companions = new LinkedHashSet<>();
        Set<String> declared = new LinkedHashSet<>(List.of("default"));
        mapping(root, "networks").forEach(network -> declared.add(network.key()));
        for (Yaml.Entry service : all.entries()) {
            readService(service, declared, companions, page);
        }
        for (String kind : List.of("configs", "secrets")) {
            for (Yaml.Entry entry : mapping(root, kind)) {
                at(entry.value(), "file").ifPresent(file -> companion(file.value(), companions, page));
            }
        }
        return new Content(companions, externalNetworks(root));
    }

    private static void readService(Yaml.Entry service, Set<String> networks, Set<Path> companions, Page page) {
        if (!(service.value() instanceof Yaml.Mapping mapping)) {
            page.problem(
                    service.place(),
                    "the service `" + Quote.visible(service.key()) + "` says nothing",
                    "give it an image: {image: …}");
            return;
        }
        checkKeys(mapping, SERVICE, "", "", page);
        if (mapping.entry("image").isEmpty()) {
            boolean built = mapping.entry("build").isPresent();
            page.problem(
                    service.place(),
                    "the service `" + Quote.visible(service.key()) + "` has no `image`",
                    built
                            ? "a swarm builds nothing: name what is built under the lab's `images`, as"
                                    + " {image: NAME, build: FOLDER}, and write image: \"${REGISTRY}/NAME\" here"
                            : "write image: \"${REGISTRY}/NAME\" for an image of the lab's own registry");
        }
        mapping.entry("deploy").ifPresent(deploy -> {
            if (deploy.value() instanceof Yaml.Mapping settings) {
                checkKeys(settings, DEPLOY, "", "", page);
            }
        });
        networksOf(mapping).stream()
                .filter(network -> !networks.contains(network.key()))
                .forEach(network -> page.problem(
                        network.place(),
                        "the service `" + Quote.visible(service.key()) + "` is on a network `"
                                + Quote.visible(network.key()) + "` that is not declared",
                        "declare it at the end of the file: networks: {" + network.key() + ": {external: true}}"));
        mapping.entry("env_file")
                .ifPresent(files -> items(files.value()).forEach(file -> companion(file, companions, page)));
        mapping.entry("volumes").ifPresent(volumes -> items(volumes.value()).forEach(volume -> mount(volume, page)));
    }

    /** A relative path would be looked for in a folder of the node that is gone after the deployment. */
    private static void mount(Yaml volume, Page page) {
        Yaml source = volume instanceof Yaml.Mapping
                ? at(volume, "source").map(Yaml.Entry::value).orElse(volume)
                : volume;
        if (source instanceof Yaml.Scalar scalar && scalar.text().matches("[.~].*")) {
            page.problem(
                    source.place(),
                    "the mount " + Quote.of(scalar.text()) + " begins with a path that is relative",
                    "a task mounts files of the node that it runs on: write a path of the nodes, as in /srv/data:/data,"
                            + " or a volume's name");
        }
    }

    private static List<Yaml.Entry> networksOf(Yaml.Mapping service) {
        Yaml networks = service.entry("networks").map(Yaml.Entry::value).orElse(null);
        if (networks instanceof Yaml.Mapping mapping) {
            return mapping.entries();
        }
        return networks == null
                ? List.of()
                : items(networks).stream()
                        .filter(Yaml.Scalar.class::isInstance)
                        .map(item -> new Yaml.Entry(((Yaml.Scalar) item).text(), item.place(), item))
                        .toList();
    }

    private static Set<String> externalNetworks(Yaml.Mapping root) {
        Set<String> names = new LinkedHashSet<>();
        for (Yaml.Entry network : mapping(root, "networks")) {
            Yaml external =
                    at(network.value(), "external").map(Yaml.Entry::value).orElse(null);
            boolean isExternal = external instanceof Yaml.Mapping
                    || (external instanceof Yaml.Scalar scalar && scalar.text().equals("true"));
            if (isExternal) {
                names.add(at(network.value(), "name")
                        .or(() -> at(external, "name"))
                        .map(Yaml.Entry::value)
                        .filter(Yaml.Scalar.class::isInstance)
                        .map(name -> ((Yaml.Scalar) name).text())
                        .orElse(network.key()));
            }
        }
        names.removeAll(DOCKERS_OWN);
        return names;
    }

    private static void companion(Yaml file, Set<Path> companions, Page page) {
        if (!(file instanceof Yaml.Scalar scalar)) {
            return;
        }
        try {
            Path named = Path.of(scalar.text());
            Path path = page.folder().resolve(named).normalize();
            if (named.isAbsolute()) {
                page.problem(
                        file.place(),
                        "the path " + Quote.of(scalar.text()) + " is absolute",
                        "write it relative to the stack file, so that it can be carried into the lab with it");
            } else if (!Files.isRegularFile(path)) {
                page.problem(
                        file.place(),
                        "there is no file " + Quote.of(scalar.text()),
                        "looked for " + Quote.visible(path.toString()) + "; paths start from the stack file's folder");
            } else {
                companions.add(path);
            }
        } catch (InvalidPathException exception) {
            page.problem(file.place(), "can't be a path: " + exception.getReason(), "write a file's path");
        }
    }

    /** Reports keys that are none but look like one. */
    private static void checkKeys(
            Yaml.Mapping mapping, List<String> known, String foreign, String foreignAdvice, Page page) {
        for (Yaml.Entry entry : mapping.entries()) {
            if (known.contains(entry.key()) || entry.key().startsWith("x-")) {
                continue;
            }
            if (entry.key().equals(foreign)) {
                page.problem(entry.place(), "the key `" + foreign + "` has no place here", foreignAdvice);
            } else {
                Suggestion.closest(entry.key(), known)
                        .ifPresent(key -> page.problem(
                                entry.place(),
                                "unknown key `" + Quote.visible(entry.key()) + "`",
                                "did you mean `" + key + "`?"));
            }
        }
    }

    private static List<Yaml.Entry> mapping(Yaml.Mapping parent, String key) {
        return parent.entry(key)
                .map(Yaml.Entry::value)
                .filter(Yaml.Mapping.class::isInstance)
                .map(value -> ((Yaml.Mapping) value).entries())
                .orElse(List.of());
    }

    private static Optional<Yaml.Entry> at(@Nullable Yaml parent, String key) {
        return parent instanceof Yaml.Mapping mapping ? mapping.entry(key) : Optional.empty();
    }

    /** A list's items, or the one thing that stands in its place. */
    private static List<Yaml> items(Yaml value) {
        return value instanceof Yaml.Sequence sequence ? sequence.items() : List.of(value);
    }

    @Override
    public ObjectNode schema() {
        throw new UnsupportedOperationException("stack files have a schema of their own, the Compose format's");
    }
}
