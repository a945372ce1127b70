package dev.swarmlab.engine;

import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A container to create; {@link #builder()} makes one.
 *
 * @param entrypoint replaces the entrypoint of the image; empty to keep it
 * @param arguments replace the command of the image; empty to keep it
 * @param network the name of the one network that it joins
 * @param address its static IPv4 address in that network
 * @param aliases more names that the network's DNS resolves to it
 * @param ports published ports
 * @param temporaryFolders tmpfs mounts, empty whenever the container starts
 * @param kernelSettings values of the network settings in /proc/sys, as in {@code net.ipv4.ip_forward}, that differ
 *     from those of the host
 * @param memoryBytes the limit; null for none
 * @param processors the limit, as in {@code 1.5}; null for none
 */
public record ContainerSpecification(
        String name,
        String image,
        String hostname,
        boolean privileged,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> labels,
        String network,
        String address,
        List<String> aliases,
        List<EnginePort> ports,
        List<ContainerMount> mounts,
        List<String> temporaryFolders,
        Map<String, String> kernelSettings,
        @Nullable Long memoryBytes,
        @Nullable Double processors) {

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a specification. Name, image, hostname, network and address are required. Any other field that is not set
     * is empty, false or null.
     */
    public static final class Builder {

        private @Nullable String name;
        private @Nullable String image;
        private @Nullable String hostname;
        private boolean privileged;
        private List<String> entrypoint = List.of();
        private List<String> arguments = List.of();
        private Map<String, String> environment = Map.of();
        private Map<String, String> labels = Map.of();
        private @Nullable String network;
        private @Nullable String address;
        private List<String> aliases = List.of();
        private List<EnginePort> ports = List.of();
        private List<ContainerMount> mounts = List.of();
        private List<String> temporaryFolders = List.of();
        private Map<String, String> kernelSettings = Map.of();
        private @Nullable Long memoryBytes;
        private @Nullable Double processors;

        private Builder() {}

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        public Builder privileged() {
            privileged = true;
            return this;
        }

        public Builder entrypoint(List<String> value) {
            entrypoint = value;
            return this;
        }

        public Builder arguments(List<String> value) {
            arguments = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        public Builder labels(Map<String, String> value) {
            labels = value;
            return this;
        }

        public Builder network(String value) {
            network = value;
            return this;
        }

        public Builder address(String value) {
            address = value;
            return this;
        }

        public Builder aliases(List<String> value) {
            aliases = value;
            return this;
        }

        public Builder ports(List<EnginePort> value) {
            ports = value;
            return this;
        }

        public Builder mounts(List<ContainerMount> value) {
            mounts = value;
            return this;
        }

        public Builder temporaryFolders(List<String> value) {
            temporaryFolders = value;
            return this;
        }

        public Builder kernelSettings(Map<String, String> value) {
            kernelSettings = value;
            return this;
        }

        public Builder memoryBytes(@Nullable Long value) {
            memoryBytes = value;
            return this;
        }

        public Builder processors(@Nullable Double value) {
            processors = value;
            return this;
        }

        /** @throws NullPointerException that names the required field that was not set */
        public ContainerSpecification build() {
            return new ContainerSpecification(
                    Objects.requireNonNull(name, "name"),
                    Objects.requireNonNull(image, "image"),
                    Objects.requireNonNull(hostname, "hostname"),
                    privileged,
                    entrypoint,
                    arguments,
                    environment,
                    labels,
                    Objects.requireNonNull(network, "network"),
                    Objects.requireNonNull(address, "address"),
                    aliases,
                    ports,
                    mounts,
                    temporaryFolders,
                    kernelSettings,
                    memoryBytes,
                    processors);
        }
    }
}
