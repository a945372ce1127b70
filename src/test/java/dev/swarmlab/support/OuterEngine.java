package dev.swarmlab.support;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The engine that carries the labs, asked behind swarmlab's back. */
public final class OuterEngine implements AutoCloseable {

    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final String LAB = "dev.swarmlab.lab";

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

    /** The engine that swarmlab uses here. Where there is none, its private one is started: without one the tests fail. */
    public static OuterEngine open() {
        String named = System.getenv("DOCKER_HOST");
        if (named != null && !named.isBlank()) {
            return at(URI.create(named));
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

    /** A lab's containers, whether they run or not. */
    public List<Container> containers(String lab) {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LAB, lab))
                .exec();
    }

    public List<String> containerIds(String lab) {
        return containers(lab).stream().map(Container::getId).sorted().toList();
    }

    /** Empty when there is no container of that name. */
    public Optional<String> containerId(String name) {
        try {
            return Optional.of(client.inspectContainerCmd(name).exec().getId());
        } catch (NotFoundException missing) {
            return Optional.empty();
        }
    }

    /** All that carries the lab's name: containers, networks and volumes, by name. */
    public List<String> thingsOf(String lab) {
        List<String> things = new java.util.ArrayList<>();
        containers(lab).forEach(container -> things.add("container " + container.getNames()[0]));
        client.listNetworksCmd().exec().stream()
                .filter(network -> network.getName().equals("swarmlab-" + lab)
                        || lab.equals(network.getLabels().get(LAB)))
                .forEach(network -> things.add("network " + network.getName()));
        client.listVolumesCmd().exec().getVolumes().stream()
                .filter(volume -> volume.getName().startsWith("swarmlab-" + lab + "-"))
                .forEach(volume -> things.add("volume " + volume.getName()));
        return things;
    }

    /** Every container, network, volume and image there is, by id or name. */
    public List<String> everything() {
        List<String> things = new java.util.ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .exec()
                .forEach(container -> things.add("container " + container.getId() + " " + container.getState()));
        client.listNetworksCmd().exec().forEach(network -> things.add("network " + network.getId()));
        client.listVolumesCmd().exec().getVolumes().forEach(volume -> things.add("volume " + volume.getName()));
        return things.stream().sorted().toList();
    }

    /** What a command in a container printed, on both streams. */
    public String execute(String container, String... command) {
        String id = client.execCreateCmd(container)
                .withCmd(command)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        return collect(callback -> client.execStartCmd(id).exec(callback));
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
                throw new AssertionError("no end after 60 s: " + text);
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
