package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EphemeralContainer;
import dev.swarmlab.readiness.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Containers of the outer engine. */
final class DockerJavaContainers {

    private static final long NANO_PROCESSORS = 1_000_000_000L;
    private static final String EPHEMERAL_SECONDS =
            String.valueOf(Patience.scaled(Duration.ofSeconds(30)).toSeconds());

    private final LazyClient client;
    private final EngineApi api;

    DockerJavaContainers(LazyClient client, EngineApi api) {
        this.client = client;
        this.api = api;
    }

    /** @param label as in {@code key=value}; empty for all containers */
    List<EngineContainer> list(String label) {
        String filters = label.isEmpty()
                ? ""
                : "&filters=" + URLEncoder.encode("{\"label\":[\"" + label + "\"]}", StandardCharsets.UTF_8);
        return EngineAnswers.list(api.get("/containers/json?all=true" + filters), EngineAnswers::container);
    }

    String create(ContainerSpecification specification) {
        HostConfig host = HostConfig.newHostConfig()
                .withPrivileged(specification.privileged())
                .withNetworkMode(specification.network())
                .withRestartPolicy(RestartPolicy.unlessStoppedRestart())
                .withMounts(specification.mounts().stream()
                        .map(DockerJavaContainers::mount)
                        .toList())
                .withTmpFs(specification.temporaryFolders().stream()
                        .collect(Collectors.toMap(folder -> folder, folder -> "mode=755,exec")))
                .withPortBindings(specification.ports().stream()
                        .map(DockerJavaContainers::binding)
                        .toList());
        if (!specification.kernelSettings().isEmpty()) {
            host.withSysctls(specification.kernelSettings());
        }
        if (specification.memoryBytes() != null) {
            host.withMemory(specification.memoryBytes());
        }
        if (specification.processors() != null) {
            host.withNanoCPUs(Math.round(specification.processors() * NANO_PROCESSORS));
        }
        CreateContainerCmd command = client.get()
                .createContainerCmd(specification.image())
                .withName(specification.name())
                .withHostName(specification.hostname())
                .withTty(false)
                .withEnv(specification.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withLabels(specification.labels())
                .withExposedPorts(specification.ports().stream()
                        .map(DockerJavaContainers::exposed)
                        .distinct()
                        .toList())
                .withIpv4Address(specification.address())
                .withAliases(specification.aliases())
                .withHostConfig(host);
        if (!specification.entrypoint().isEmpty()) {
            command.withEntrypoint(specification.entrypoint());
        }
        if (!specification.arguments().isEmpty()) {
            command.withCmd(specification.arguments());
        }
        return Translation.call(command::exec).getId();
    }

    /** A privileged container without a network, which the engine removes when its {@code sleep} ends. */
    String createEphemeral(String image, Map<String, String> labels) {
        HostConfig host = HostConfig.newHostConfig()
                .withPrivileged(true)
                .withNetworkMode("none")
                .withAutoRemove(true);
        return Translation.call(() -> client.get()
                        .createContainerCmd(image)
                        .withEntrypoint("sleep", EPHEMERAL_SECONDS)
                        .withLabels(labels)
                        .withHostConfig(host)
                        .exec())
                .getId();
    }

    /** The label of SELinux would keep the container from reading what a privileged container has written. */
    String createEphemeral(EphemeralContainer specification) {
        HostConfig host = HostConfig.newHostConfig()
                .withCapAdd(Capability.SYS_ADMIN)
                .withSecurityOpts(List.of("label=disable"))
                .withNetworkMode("none")
                .withMounts(specification.mounts().stream()
                        .map(DockerJavaContainers::mount)
                        .toList())
                .withAutoRemove(true);
        String seconds = String.valueOf(Math.max(1, specification.lifetime().toSeconds()));
        return Translation.call(() -> client.get()
                        .createContainerCmd(specification.image())
                        .withName(specification.name())
                        .withUser("0:0")
                        .withEntrypoint("sleep", seconds)
                        .withLabels(specification.labels())
                        .withHostConfig(host)
                        .exec())
                .getId();
    }

    void copyInto(String container, List<ContainerFile> files) {
        try (InputStream tar = new ByteArrayInputStream(TarArchive.of(files))) {
            Translation.run(() -> client.get()
                    .copyArchiveToContainerCmd(container)
                    .withRemotePath("/")
                    .withTarInputStream(tar)
                    .exec());
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
    }

    Optional<byte[]> readFile(String container, String path) {
        try (InputStream tar = Translation.call(
                () -> client.get().copyArchiveFromContainerCmd(container, path).exec())) {
            return Optional.of(TarArchive.firstFile(tar));
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return Optional.empty();
            }
            throw exception;
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
    }

    EngineContainer inspect(String idOrName) {
        return EngineAnswers.inspectedContainer(api.get("/containers/" + idOrName + "/json"));
    }

    ContainerSettings settings(String container) {
        return EngineAnswers.settings(api.get("/containers/" + container + "/json"));
    }

    List<ContainerMount> mountsOnHost(String container) {
        return EngineAnswers.mountsOnHost(api.get("/containers/" + container + "/json"));
    }

    String logs(String container, int lines) {
        StringBuilder text = new StringBuilder();
        ResultCallback.Adapter<Frame> callback = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        };
        try (callback) {
            client.get()
                    .logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(callback)
                    .awaitCompletion();
            return text.toString();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return text.toString();
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        } catch (RuntimeException exception) {
            throw Translation.exception(exception);
        }
    }

    private static ExposedPort exposed(EnginePort port) {
        return ExposedPort.parse(port.containerPort() + "/" + port.protocol());
    }

    /** Unlike {@code Binds}, {@code Mounts} is an error when the source is missing, instead of an empty folder. */
    private static Mount mount(ContainerMount mount) {
        return new Mount()
                .withType(mount.kind() == ContainerMount.Kind.BIND ? MountType.BIND : MountType.VOLUME)
                .withSource(mount.source())
                .withTarget(mount.target())
                .withReadOnly(mount.readOnly());
    }

    private static PortBinding binding(EnginePort port) {
        return new PortBinding(Ports.Binding.bindIpAndPort(port.hostAddress(), port.hostPort()), exposed(port));
    }
}
