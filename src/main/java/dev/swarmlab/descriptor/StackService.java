package dev.swarmlab.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the services of a stack file.
 *
 * @param declared the names that the file declares for services to refer to, by the key that they stand under
 */
record StackService(Map<String, Set<String>> declared, StackCompanions companions) {

    /** What a service refers to by names, and how one of them is declared. */
    static final Map<String, String> REFERENCES = Map.of(
            "networks", "{external: true}",
            "volumes", "{}",
            "configs", "{file: ./FILE}",
            "secrets", "{file: ./FILE}");

    private static final StackKeys KEYS = new StackKeys(
            List.of(
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
                    "tty"),
            Map.of(
                    "replicas", "write deploy: {replicas: …}",
                    "scale", "write deploy: {replicas: …}",
                    "placement", "write deploy: {placement: …}"));

    private static final StackKeys DEPLOY = new StackKeys(
            List.of(
                    "mode",
                    "replicas",
                    "placement",
                    "update_config",
                    "rollback_config",
                    "restart_policy",
                    "resources",
                    "labels",
                    "endpoint_mode"),
            Map.of());

    /** A mount in its short form whose source is a volume's name. */
    private static final Pattern NAMED_VOLUME = Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9_.-]+):/.*");

    private static final String IMAGE = "write image: \"${REGISTRY}/NAME\" for an image of the lab's own registry";

    void read(Yaml.Entry entry, Page page) {
        Written service = new Written("the service `" + Quote.visible(entry.key()) + "`", entry.value(), page);
        if (entry.value() instanceof Yaml.Broken) {
            return;
        }
        if (!StackParts.saysSomething(entry.value())) {
            page.problem(entry.place(), service.name() + " says nothing", IMAGE);
        } else if (entry.value() instanceof Yaml.Mapping mapping) {
            boolean misspelt = KEYS.check(mapping, page).contains("image");
            if (!misspelt) {
                readImage(entry, mapping, service);
            }
            readDeploy(service);
            readNetworks(service);
            readVolumes(service);
            readFiles(service);
        } else {
            service.wrongKind("a mapping", IMAGE);
        }
    }

    private static void readImage(Yaml.Entry entry, Yaml.Mapping mapping, Written service) {
        Yaml image = mapping.entry("image").map(Yaml.Entry::value).orElse(null);
        if (image instanceof Yaml.Broken) {
            return;
        }
        if (image != null && StackParts.saysSomething(image)) {
            service.part("`image`", image).as(new ImageShape());
            return;
        }
        service.page()
                .problem(
                        entry.place(),
                        service.name() + " has no `image`",
                        mapping.entry("build").isEmpty()
                                ? IMAGE
                                : "a swarm builds nothing: name what is built under the lab's `images`, as"
                                        + " {image: NAME, build: FOLDER}, and write image: \"${REGISTRY}/NAME\" here");
    }

    private static void readDeploy(Written service) {
        Written deploy = StackParts.find(service, "deploy").orElse(null);
        if (deploy == null) {
            return;
        }
        if (deploy.yaml() instanceof Yaml.Mapping mapping) {
            DEPLOY.check(mapping, service.page());
        } else {
            deploy.wrongKind("a mapping", "write deploy: {replicas: 3}");
        }
    }

    /** A list of names, or a mapping whose keys are names. */
    private void readNetworks(Written service) {
        Written networks = StackParts.find(service, "networks").orElse(null);
        if (networks != null && networks.yaml() instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach(entry -> refer("networks", entry.key(), entry.place(), service));
            return;
        }
        for (Written network : StackParts.items(service, "networks")) {
            StackParts.text(network)
                    .ifPresent(name -> refer("networks", name, network.yaml().place(), service));
        }
    }

    private void readVolumes(Written service) {
        for (Written volume : StackParts.items(service, "volumes")) {
            Place place = volume.yaml().place();
            if (volume.yaml() instanceof Yaml.Scalar scalar) {
                Matcher named = NAMED_VOLUME.matcher(scalar.text());
                if (named.matches()) {
                    refer("volumes", named.group("name"), place, service);
                } else if (scalar.text().matches("[.~].*")) {
                    relative(scalar.text(), volume);
                }
            } else {
                readLongVolume(volume, service);
            }
        }
    }

    private void readLongVolume(Written volume, Written service) {
        String type = text(volume, "type").orElse("");
        StackParts.find(volume, "source")
                .filter(source -> source.yaml() instanceof Yaml.Scalar)
                .ifPresent(source -> {
                    String text = ((Yaml.Scalar) source.yaml()).text();
                    if (type.equals("volume")) {
                        refer("volumes", text, source.yaml().place(), service);
                    } else if (type.equals("bind") && !text.matches("/.*|[A-Za-z]:.*")) {
                        relative(text, source);
                    }
                });
    }

    /** A relative path would be looked for in a folder of the node that is gone after the deployment. */
    private static void relative(String text, Written mount) {
        mount.page()
                .problem(
                        mount.yaml().place(),
                        "the mount " + Quote.of(text) + " begins with a path that is relative",
                        "a task mounts files of the node that it runs on: write a path of the nodes, as in"
                                + " /srv/data:/data, or a volume's name");
    }

    private void readFiles(Written service) {
        for (String kind : List.of("configs", "secrets")) {
            for (Written used : StackParts.items(service, kind)) {
                Written source = StackParts.find(used, "source").orElse(used);
                if (source.yaml() instanceof Yaml.Scalar scalar) {
                    refer(kind, scalar.text(), scalar.place(), service);
                }
            }
        }
        StackParts.find(service, "env_file").ifPresent(files -> {
            if (files.yaml() instanceof Yaml.Scalar) {
                companions.add(files);
            } else {
                StackParts.items(service, "env_file").forEach(companions::add);
            }
        });
    }

    private void refer(String kind, String name, Place place, Written service) {
        Set<String> known = declared.getOrDefault(kind, Set.of());
        if (!known.contains(name)) {
            service.page()
                    .problem(
                            place,
                            service.name() + " names the " + kind.substring(0, kind.length() - 1) + " " + Quote.of(name)
                                    + ", which the file does not declare",
                            Suggestion.closest(name, known)
                                            .map(close -> "did you mean " + Quote.of(close) + "? ")
                                            .orElse("")
                                    + "beside `services`, declare " + kind + ": {" + Quote.visible(name) + ": "
                                    + REFERENCES.get(kind) + "}");
        }
    }

    private static Optional<String> text(Written parent, String key) {
        return StackParts.find(parent, key)
                .map(Written::yaml)
                .map(yaml -> yaml instanceof Yaml.Scalar scalar ? scalar.text() : "");
    }
}
