package dev.swarmlab.stackfile;

import dev.swarmlab.labfile.ImageReference;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.ParseContext;
import dev.swarmlab.yaml.Position;
import dev.swarmlab.yaml.ScalarKind;
import dev.swarmlab.yaml.Suggestion;
import dev.swarmlab.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the services of a stack file.
 *
 * @param declared the networks, volumes, configs and secrets that the file declares, by the key under which it does
 * @param referencedFiles collects the files that the services name
 */
record StackServiceParser(Map<String, Set<String>> declared, ReferencedFiles referencedFiles) {

    /** The keys under which services use things that the file declares, each with an example of a declaration. */
    static final Map<String, String> REFERENCES = Map.of(
            "networks", "{external: true}",
            "volumes", "{}",
            "configs", "{file: ./FILE}",
            "secrets", "{file: ./FILE}");

    private static final KnownKeys KEYS = new KnownKeys(
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

    private static final KnownKeys DEPLOY = new KnownKeys(
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

    /** A mount in the short form with the name of a volume as its source. */
    private static final Pattern NAMED_VOLUME = Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9_.-]+):/.*");

    private static final String IMAGE_ADVICE =
            "write image: \"${REGISTRY}/NAME\" for an image of the lab's own registry";

    void read(YamlNode.Entry entry, ParseContext context) {
        ConfigValue service =
                new ConfigValue("the service `" + Messages.printable(entry.key()) + "`", entry.value(), context);
        if (entry.value() instanceof YamlNode.Broken) {
            return;
        }
        if (!StackValues.hasValue(entry.value())) {
            context.problem(entry.position(), service.name() + " is empty", IMAGE_ADVICE);
        } else if (entry.value() instanceof YamlNode.Mapping mapping) {
            boolean misspelt = KEYS.check(mapping, context).contains("image");
            if (!misspelt) {
                readImage(entry, mapping, service);
            }
            readDeploy(service);
            readNetworks(service);
            readVolumes(service);
            readFiles(service);
        } else {
            service.wrongKind("a mapping", IMAGE_ADVICE);
        }
    }

    private static void readImage(YamlNode.Entry entry, YamlNode.Mapping mapping, ConfigValue service) {
        YamlNode image = mapping.entry("image").map(YamlNode.Entry::value).orElse(null);
        if (image instanceof YamlNode.Broken) {
            return;
        }
        if (image != null && StackValues.hasValue(image)) {
            checkImage(service.child("`image`", image));
            return;
        }
        service.context()
                .problem(
                        entry.position(),
                        service.name() + " has no `image`",
                        mapping.entry("build").isEmpty()
                                ? IMAGE_ADVICE
                                : "a swarm does not build images: add {image: NAME, build: FOLDER} to the lab's"
                                        + " `images`, and write image: \"${REGISTRY}/NAME\" here");
    }

    private static void checkImage(ConfigValue image) {
        if (!(image.yaml() instanceof YamlNode.Scalar scalar) || scalar.kind() != ScalarKind.TEXT) {
            image.wrongKind("a string", "write a single string");
        } else if (ImageReference.parse(scalar.text()).isEmpty()) {
            image.problem(
                    "can't be " + Messages.quote(scalar.text()) + ", which is not an image reference",
                    ImageReference.advice(scalar.text()));
        }
    }

    private static void readDeploy(ConfigValue service) {
        ConfigValue deploy = StackValues.find(service, "deploy").orElse(null);
        if (deploy == null) {
            return;
        }
        if (deploy.yaml() instanceof YamlNode.Mapping mapping) {
            DEPLOY.check(mapping, service.context());
        } else {
            deploy.wrongKind("a mapping", "write deploy: {replicas: 3}");
        }
    }

    /** The networks of a service are a list of names, or a mapping whose keys are names. */
    private void readNetworks(ConfigValue service) {
        ConfigValue networks = StackValues.find(service, "networks").orElse(null);
        if (networks != null && networks.yaml() instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(entry -> refer("networks", entry.key(), entry.position(), service));
            return;
        }
        for (ConfigValue network : StackValues.items(service, "networks")) {
            StackValues.text(network)
                    .ifPresent(name -> refer("networks", name, network.yaml().position(), service));
        }
    }

    private void readVolumes(ConfigValue service) {
        for (ConfigValue volume : StackValues.items(service, "volumes")) {
            Position position = volume.yaml().position();
            if (volume.yaml() instanceof YamlNode.Scalar scalar) {
                Matcher named = NAMED_VOLUME.matcher(scalar.text());
                if (named.matches()) {
                    refer("volumes", named.group("name"), position, service);
                } else if (scalar.text().matches("[.~].*")) {
                    reportRelative(scalar.text(), volume);
                }
            } else {
                readLongVolume(volume, service);
            }
        }
    }

    private void readLongVolume(ConfigValue volume, ConfigValue service) {
        String type = text(volume, "type").orElse("");
        StackValues.find(volume, "source")
                .filter(source -> source.yaml() instanceof YamlNode.Scalar)
                .ifPresent(source -> {
                    String text = ((YamlNode.Scalar) source.yaml()).text();
                    if (type.equals("volume")) {
                        refer("volumes", text, source.yaml().position(), service);
                    } else if (type.equals("bind") && !text.matches("/.*|[A-Za-z]:.*")) {
                        reportRelative(text, source);
                    }
                });
    }

    /** A relative path would name a folder of the node that swarmlab removes after the deployment. */
    private static void reportRelative(String text, ConfigValue mount) {
        mount.context()
                .problem(
                        mount.yaml().position(),
                        "the mount " + Messages.quote(text) + " has a relative path as its source",
                        "a task mounts files of the node that it runs on: write an absolute path of the nodes, as in"
                                + " /srv/data:/data, or the name of a volume");
    }

    private void readFiles(ConfigValue service) {
        for (String kind : List.of("configs", "secrets")) {
            for (ConfigValue used : StackValues.items(service, kind)) {
                ConfigValue source = StackValues.find(used, "source").orElse(used);
                if (source.yaml() instanceof YamlNode.Scalar scalar) {
                    refer(kind, scalar.text(), scalar.position(), service);
                }
            }
        }
        StackValues.find(service, "env_file").ifPresent(files -> {
            if (files.yaml() instanceof YamlNode.Scalar) {
                referencedFiles.add(files);
            } else {
                StackValues.items(service, "env_file").forEach(referencedFiles::add);
            }
        });
    }

    private void refer(String kind, String name, Position position, ConfigValue service) {
        Set<String> known = declared.getOrDefault(kind, Set.of());
        if (!known.contains(name)) {
            service.context()
                    .problem(
                            position,
                            service.name() + " uses the " + kind.substring(0, kind.length() - 1) + " "
                                    + Messages.quote(name) + ", which the file does not declare",
                            Suggestion.closest(name, known)
                                            .map(close -> "did you mean " + Messages.quote(close) + "? ")
                                            .orElse("")
                                    + "add it at the top level of the file: " + kind + ": {" + Messages.printable(name)
                                    + ": "
                                    + REFERENCES.get(kind) + "}");
        }
    }

    private static Optional<String> text(ConfigValue parent, String key) {
        return StackValues.find(parent, key)
                .map(ConfigValue::yaml)
                .map(yaml -> yaml instanceof YamlNode.Scalar scalar ? scalar.text() : "");
    }
}
