package dev.swarmlab.support;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The outer engine, which runs the labs. Tests use it directly, without swarmlab. */
public final class OuterEngine implements AutoCloseable {

    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final String LAB = "dev.swarmlab.lab";

    /** In minutes. */
    private static final int LONGEST_RUN = 10;

    private final URI address;
    private final DockerClient client;

    private OuterEngine(URI address) {
        this.address = address;
        DefaultDockerClientConfig configuration = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.toString())
                .withDockerTlsVerify(false)
                .withDockerContext("default")
                .build();
        this.client = DockerClientImpl.getInstance(
                configuration,
                new ZerodepDockerHttpClient.Builder().dockerHost(address).build());
    }

    /** The engine that swarmlab uses on this host. Starts the private engine when there is none. */
    public static OuterEngine open() {
        String address = System.getenv("DOCKER_HOST");
        if (address != null && !address.isBlank()) {
            return at(URI.create(address));
        }
        if (Files.exists(DEFAULT_SOCKET)) {
            return at(URI.create("unix://" + DEFAULT_SOCKET));
        }
        return at(URI.create(
                SwarmLabProcess.swarmlab("engine", "start").succeeded().out().strip()));
    }

    public static OuterEngine at(URI address) {
        return new OuterEngine(address);
    }

    public URI address() {
        return address;
    }

    public DockerClient client() {
        return client;
    }

    /** A lab's containers, including stopped ones. */
    public List<Container> containers(String lab) {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LAB, lab))
                .exec();
    }

    public List<String> containerIds(String lab) {
        return containers(lab).stream().map(Container::getId).sorted().toList();
    }

    /** The id of the container with this name; empty when there is none. */
    public Optional<String> containerId(String name) {
        try {
            return Optional.of(client.inspectContainerCmd(name).exec().getId());
        } catch (NotFoundException missing) {
            return Optional.empty();
        }
    }

    /** The containers, networks and volumes of a lab, each with its kind and name. */
    public List<String> resourcesOf(String lab) {
        List<String> resources = new ArrayList<>();
        containers(lab)
                .forEach(container -> resources.add("container " + container.getNames()[0]));
        client.listNetworksCmd().exec().stream()
                .filter(network -> network.getName().equals("swarmlab-" + lab)
                        || lab.equals(network.getLabels().get(LAB)))
                .forEach(network -> resources.add("network " + network.getName()));
        client.listVolumesCmd().exec().getVolumes().stream()
                .filter(volume -> volume.getName().startsWith("swarmlab-" + lab + "-"))
                .forEach(volume -> resources.add("volume " + volume.getName()));
        return resources;
    }

    /** All containers, networks and volumes of the engine, each with its kind and id or name. */
    public List<String> allResources() {
        List<String> resources = new ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .exec()
                .forEach(container -> resources.add("container " + container.getId() + " " + container.getState()));
        client.listNetworksCmd().exec().forEach(network -> resources.add("network " + network.getId()));
        client.listVolumesCmd().exec().getVolumes().forEach(volume -> resources.add("volume " + volume.getName()));
        return resources.stream().sorted().toList();
    }

    /** Runs a command in a container and returns the output of both streams. */
    public String execute(String container, String... command) {
        String id = client.execCreateCmd(container)
                .withCmd(command)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        return collect(callback -> client.execStartCmd(id).exec(callback));
    }

    /** Runs a new container to its end, and removes it. */
    public ContainerResult run(CreateContainerCmd command) {
        String container = command.exec().getId();
        try {
            client.startContainerCmd(container).exec();
            int exitCode = client.waitContainerCmd(container)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode(LONGEST_RUN, TimeUnit.MINUTES);
            return new ContainerResult(exitCode, logs(container));
        } finally {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        }
    }

    public String logs(String container) {
        return collect(callback -> client.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .exec(callback));
    }

    private interface Stream {
        void into(ResultCallback.Adapter<Frame> callback);
    }

    private static String collect(Stream stream) {
        StringBuilder text = new StringBuilder();
        try (ResultCallback.Adapter<Frame> callback = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            stream.into(callback);
            if (!callback.awaitCompletion(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the output did not end within 60 s: " + text);
            }
            return text.toString();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
