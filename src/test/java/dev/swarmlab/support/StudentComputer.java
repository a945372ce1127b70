package dev.swarmlab.support;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A container in the place of a student's computer: it has the docker command, no Docker socket, and one network cable
 * to the engine's host. It reaches one address of the host and nothing else.
 */
public final class StudentComputer implements AutoCloseable {

    /** The host's end of the cable, of the range for tests of networks (RFC 2544). */
    public static final String HOST_ADDRESS = "198.18.77.1";

    private static final String CABLE = "swl-student";

    private final OuterEngine engine;
    private final String container;

    private StudentComputer(OuterEngine engine, String container) {
        this.engine = engine;
        this.container = container;
    }

    /** @param image a node image that the engine has */
    public static StudentComputer start(OuterEngine engine, String image) {
        String container = create(engine, image, HostConfig.newHostConfig().withNetworkMode("none"), "sleep", "3600");
        StudentComputer computer = new StudentComputer(engine, container);
        try {
            engine.client().startContainerCmd(container).exec();
            computer.connect(image);
            return computer;
        } catch (RuntimeException | Error failure) {
            computer.close();
            throw failure;
        }
    }

    private static String create(OuterEngine engine, String image, HostConfig host, String... command) {
        CreateContainerCmd create = engine.client()
                .createContainerCmd(image)
                .withEntrypoint(List.of(command))
                .withHostConfig(host);
        return create.exec().getId();
    }

    /** Lays the cable, in the namespaces of the engine's host. */
    private void connect(String image) {
        long pid = Objects.requireNonNull(
                engine.client().inspectContainerCmd(container).exec().getState().getPidLong());
        HostConfig host = HostConfig.newHostConfig()
                .withPrivileged(true)
                .withNetworkMode("host")
                .withPidMode("host");
        String script = """
                set -e
                ip link del %1$s 2>/dev/null || true
                ip link add %1$s type veth peer name cable
                ip link set cable netns %2$d
                ip addr add %3$s/30 dev %1$s
                ip link set %1$s up
                nsenter -t %2$d -n sh -c 'ip addr add 198.18.77.2/30 dev cable && ip link set cable up'
                """.formatted(CABLE, pid, HOST_ADDRESS);
        String helper = create(engine, image, host, "sh", "-c", script);
        try {
            engine.client().startContainerCmd(helper).exec();
            Await.until("the network cable", Deadline.in(Duration.ofSeconds(30)), () -> {
                var state = engine.client().inspectContainerCmd(helper).exec().getState();
                return Answer.readyIf(Boolean.FALSE.equals(state.getRunning()), "its script still runs");
            });
            Long exitCode = engine.client()
                    .inspectContainerCmd(helper)
                    .exec()
                    .getState()
                    .getExitCodeLong();
            if (!Long.valueOf(0).equals(exitCode)) {
                throw new AssertionError("the network cable: " + engine.logs(helper));
            }
        } finally {
            engine.client()
                    .removeContainerCmd(helper)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        }
    }

    /** Copies a folder of the host into {@code /home}. */
    public void copy(Path folder) {
        engine.execute(container, "mkdir", "-p", "/home");
        engine.client()
                .copyArchiveToContainerCmd(container)
                .withHostResource(folder.toString())
                .withRemotePath("/home")
                .exec();
    }

    /** Runs lines of a shell without any variable of Docker, and returns their output and then {@code exit CODE}. */
    public String run(String... lines) {
        return engine.execute(
                container,
                "sh",
                "-c",
                "unset DOCKER_HOST DOCKER_TLS_CERTDIR DOCKER_CONTEXT DOCKER_CERT_PATH DOCKER_TLS_VERIFY\n"
                        + "export HOME=/home; cd /home\n(\n" + String.join("\n", lines) + "\n)\necho exit $?");
    }

    @Override
    public void close() {
        engine.client()
                .removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
    }
}
