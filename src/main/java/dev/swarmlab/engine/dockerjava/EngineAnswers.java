package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVersion;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.FileChange;
import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.ListedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Reads the JSON answers of the outer engine. Fields that are missing or null become empty texts, empty lists, zero or
 * false.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
final class EngineAnswers {

    private static final double NANO_PROCESSORS = 1_000_000_000;

    private EngineAnswers() {}

    /** An element of the answer to {@code GET /containers/json}. */
    static EngineContainer container(JsonNode container) {
        return new EngineContainer(
                text(container, "Id"),
                withoutSlash(container.path("Names").path(0).asText("")),
                text(container, "Image"),
                ContainerState.of(text(container, "State")),
                text(container, "Status"),
                labels(container),
                addresses(container),
                list(container.path("Ports"), EngineAnswers::port).stream()
                        .filter(port -> port.hostPort() > 0)
                        .toList(),
                text(container.path("HostConfig"), "NetworkMode"),
                text(container, "ImageID"));
    }

    /** The answer to {@code GET /containers/NAME/json}, without ports. */
    static EngineContainer inspectedContainer(JsonNode container) {
        JsonNode state = container.path("State");
        String error = text(state, "Error");
        String status = text(state, "Status")
                + (state.path("Running").asBoolean()
                        ? ""
                        : ", exit code " + state.path("ExitCode").asLong())
                + (state.path("OOMKilled").asBoolean() ? ", out of memory" : "")
                + (error.isEmpty() ? "" : ", " + error);
        return new EngineContainer(
                text(container, "Id"),
                withoutSlash(text(container, "Name")),
                text(container.path("Config"), "Image"),
                ContainerState.of(text(state, "Status")),
                status,
                labels(container.path("Config")),
                addresses(container),
                List.of());
    }

    /** The settings in the answer to {@code GET /containers/NAME/json}. */
    static ContainerSettings settings(JsonNode container) {
        JsonNode host = container.path("HostConfig");
        List<EnginePort> ports = new ArrayList<>();
        host.path("PortBindings").properties().forEach(port -> port.getValue()
                .forEach(binding -> ports.add(binding(port.getKey(), binding))));
        long memory = host.path("Memory").asLong();
        long processors = host.path("NanoCpus").asLong();
        return new ContainerSettings(
                text(container.path("Config"), "Image"),
                list(container.path("Config").path("Cmd"), JsonNode::asText),
                List.copyOf(ports),
                list(host.path("Mounts"), EngineAnswers::mount),
                memory == 0 ? null : memory,
                processors == 0 ? null : processors / NANO_PROCESSORS);
    }

    /** The mounts in the answer to {@code GET /containers/NAME/json}, by their paths on the host. */
    static List<ContainerMount> mountsOnHost(JsonNode container) {
        return list(
                        container.path("Mounts"),
                        mount -> new ContainerMount(
                                ContainerMount.Kind.BIND,
                                text(mount, "Source"),
                                text(mount, "Destination"),
                                !mount.path("RW").asBoolean()))
                .stream()
                .filter(mount -> !mount.source().isEmpty())
                .toList();
    }

    /** @param port the port in the container, as in {@code 80/tcp} */
    private static EnginePort binding(String port, JsonNode binding) {
        String[] parts = port.split("/", 2);
        return new EnginePort(
                text(binding, "HostIp"),
                binding.path("HostPort").asInt(),
                Integer.parseInt(parts[0]),
                parts.length == 1 ? "tcp" : parts[1]);
    }

    private static ContainerMount mount(JsonNode mount) {
        return new ContainerMount(
                text(mount, "Type").equals("bind") ? ContainerMount.Kind.BIND : ContainerMount.Kind.VOLUME,
                text(mount, "Source"),
                text(mount, "Target"),
                mount.path("ReadOnly").asBoolean());
    }

    private static Map<String, String> addresses(JsonNode container) {
        Map<String, String> addresses = new HashMap<>();
        container
                .path("NetworkSettings")
                .path("Networks")
                .properties()
                .forEach(network -> addresses.put(network.getKey(), text(network.getValue(), "IPAddress")));
        return Map.copyOf(addresses);
    }

    private static EnginePort port(JsonNode port) {
        return new EnginePort(
                text(port, "IP"),
                port.path("PublicPort").asInt(),
                port.path("PrivatePort").asInt(),
                text(port, "Type"));
    }

    /** An element of the answer to {@code GET /networks}. */
    static EngineNetwork network(JsonNode network) {
        List<String> subnets = list(network.path("IPAM").path("Config"), subnet -> text(subnet, "Subnet")).stream()
                .filter(subnet -> !subnet.isEmpty())
                .toList();
        return new EngineNetwork(
                text(network, "Id"), text(network, "Name"), text(network, "Driver"), subnets, labels(network));
    }

    /** An element of {@code Volumes} in the answer to {@code GET /volumes}. */
    static EngineVolume volume(JsonNode volume) {
        return new EngineVolume(text(volume, "Name"), labels(volume));
    }

    /** An element of the answer to {@code GET /containers/NAME/changes}. */
    static FileChange change(JsonNode change) {
        FileChange.Kind kind =
                switch (change.path("Kind").asInt()) {
                    case 1 -> FileChange.Kind.ADDED;
                    case 2 -> FileChange.Kind.DELETED;
                    default -> FileChange.Kind.MODIFIED;
                };
        return new FileChange(kind, text(change, "Path"));
    }

    /** The answer to {@code GET /images/NAME/json}. */
    static EngineImage image(JsonNode image) {
        JsonNode configuration = image.path("Config");
        return new EngineImage(
                text(image, "Id"),
                list(image.path("RepoDigests"), JsonNode::asText),
                labels(configuration),
                list(configuration.path("Entrypoint"), JsonNode::asText),
                list(configuration.path("Cmd"), JsonNode::asText));
    }

    /** An element of the answer to {@code GET /images/json}. */
    static ListedImage listedImage(JsonNode image) {
        return new ListedImage(
                text(image, "Id"),
                names(image.path("RepoTags")),
                names(image.path("RepoDigests")),
                labels(image),
                image.path("Size").asLong());
    }

    private static List<String> names(JsonNode names) {
        return list(names, JsonNode::asText).stream()
                .filter(name -> !name.contains("<none>"))
                .toList();
    }

    /** An element of the answer to {@code GET /images/NAME/history}. */
    static ImageHistoryEntry historyEntry(JsonNode entry) {
        return new ImageHistoryEntry(
                text(entry, "Id"),
                text(entry, "CreatedBy"),
                text(entry, "Comment"),
                entry.path("Size").asLong());
    }

    /** The answer to {@code GET /system/df}: until API 1.51 with lists, later with an object for each kind. */
    static DiskUsage diskUsage(JsonNode usage) {
        JsonNode images = usage.path("ImageUsage");
        JsonNode caches = usage.path("BuildCacheUsage");
        return new DiskUsage(
                usage.has("LayersSize")
                        ? usage.path("LayersSize").asLong()
                        : images.path("TotalSize").asLong(),
                sizes(items(usage, "Containers", "ContainerUsage"), "Id", "/SizeRw"),
                sizes(items(usage, "Volumes", "VolumeUsage"), "Name", "/UsageData/Size"),
                caches.has("TotalSize")
                        ? caches.path("TotalSize").asLong()
                        : list(usage.path("BuildCache"), cache -> cache.path("Size")
                                        .asLong())
                                .stream()
                                .mapToLong(Long::longValue)
                                .sum());
    }

    private static JsonNode items(JsonNode usage, String former, String kind) {
        JsonNode list = usage.path(former);
        return list.isArray() ? list : usage.path(kind).path("Items");
    }

    /** A size of -1 means that the engine does not know it. */
    private static Map<String, Long> sizes(JsonNode items, String key, String size) {
        Map<String, Long> sizes = new HashMap<>();
        items.forEach(item -> {
            long bytes = item.at(size).asLong(0);
            if (bytes >= 0) {
                sizes.put(text(item, key), bytes);
            }
        });
        return Map.copyOf(sizes);
    }

    /** The answer to {@code GET /version}. */
    static EngineVersion version(JsonNode version) {
        return new EngineVersion(text(version, "Version"), text(version, "ApiVersion"));
    }

    /** The elements of an array; none if it is null, as engines write an empty array. */
    static <T> List<T> list(JsonNode array, Function<JsonNode, T> translation) {
        return StreamSupport.stream(array.spliterator(), false).map(translation).toList();
    }

    private static Map<String, String> labels(JsonNode of) {
        Map<String, String> labels = new HashMap<>();
        of.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return Map.copyOf(labels);
    }

    /** The answer to {@code GET /info}. */
    static EngineInfo info(JsonNode info) {
        return new EngineInfo(
                text(info, "ServerVersion"),
                text(info, "OperatingSystem"),
                text(info, "KernelVersion"),
                text(info, "Architecture"),
                info.path("NCPU").asInt(),
                info.path("MemTotal").asLong(),
                text(info, "Driver"),
                text(info, "CgroupVersion"),
                list(info.path("SecurityOptions"), JsonNode::asText).contains("name=rootless"));
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
