package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVersion;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.FileChange;
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
                list(configuration.path("Entrypoint"), JsonNode::asText));
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
