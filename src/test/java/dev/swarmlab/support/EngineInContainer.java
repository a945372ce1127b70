package dev.swarmlab.support;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Docker engine that runs in a container of a node image, in a version that the test chooses. It has its own network,
 * like an engine on another host. The checkout and the folder for temporary files have the same paths in it as on the
 * host.
 */
public final class EngineInContainer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OuterEngine carrier;
    private final String container;
    private final Path folder;

    private EngineInContainer(OuterEngine carrier, String container, Path folder) {
        this.carrier = carrier;
        this.container = container;
        this.folder = folder;
    }

    /**
     * Starts an engine.
     *
     * @param carrier the engine that runs the container
     * @param image the node image, one that swarmlab can build
     * @param environment variables, such as {@code NAME=value}
     * @param options of dockerd
     */
    public static EngineInContainer start(
            OuterEngine carrier, String image, List<String> environment, List<String> options) throws IOException {
        return start(carrier, image, environment, options, "default");
    }

    /** Starts an engine without any route, as on a host without a network. */
    public static EngineInContainer startWithoutNetwork(OuterEngine carrier, String image, List<String> options)
            throws IOException {
        return start(carrier, image, List.of(), options, "none");
    }

    private static EngineInContainer start(
            OuterEngine carrier, String image, List<String> environment, List<String> options, String network)
            throws IOException {
        Deadline deadline = Deadline.in(PATIENCE);
        try (Engine engine = DockerJavaConnector.engine(new EngineEndpoint(carrier.address(), null, "the tests"))) {
            new ImageSupply(engine, RecipeBuilder.ofThisHost(System.out::println))
                    .acquire(new ImageRequest(image, null), deadline);
        }
        Path folder = Files.createTempDirectory("swarmlab-engine");
        List<String> arguments = new ArrayList<>(List.of("--host=unix://" + folder + "/docker.sock"));
        arguments.addAll(options);
        String home = SwarmLabProcess.home().toString();
        String temporary = System.getProperty("java.io.tmpdir");
        String container = carrier.client()
                .createContainerCmd(image)
                .withEnv(environment)
                .withCmd(arguments)
                .withHostConfig(HostConfig.newHostConfig()
                        .withPrivileged(true)
                        .withNetworkMode(network)
                        .withBinds(Bind.parse(home + ":" + home), Bind.parse(temporary + ":" + temporary)))
                .exec()
                .getId();
        EngineInContainer engine = new EngineInContainer(carrier, container, folder);
        try {
            carrier.client().startContainerCmd(container).exec();
            Await.until("the engine in a container answers", deadline, engine::answers);
            return engine;
        } catch (RuntimeException | Error failure) {
            System.out.println(carrier.logs(container));
            engine.close();
            throw failure;
        }
    }

    /** Ends the engine and everything that runs on it with SIGKILL, as in a power failure, and starts it again. */
    public void killAndStart() {
        carrier.client().killContainerCmd(container).exec();
        carrier.client().startContainerCmd(container).exec();
        Await.until("the engine in a container answers again", Deadline.in(PATIENCE), this::answers);
    }

    private Answer answers() {
        try (OuterEngine engine = OuterEngine.at(address())) {
            engine.client().pingCmd().exec();
            return Answer.ready();
        } catch (RuntimeException exception) {
            return Answer.notYet(String.valueOf(exception.getMessage()));
        }
    }

    public URI address() {
        return URI.create("unix://" + folder.resolve("docker.sock"));
    }

    /** Runs swarmlab against this engine, outside of its network, so without access to its loopback address. */
    public SwarmLabProcess swarmlab(String... arguments) {
        return SwarmLabProcess.of(arguments).with("DOCKER_HOST", address().toString());
    }

    /** A command prefix that runs a command in the engine's network, like a command on the engine's host. */
    public List<String> inItsNetwork() {
        return List.of("nsenter", "--net=/proc/" + process() + "/ns/net", "--");
    }

    /** The id of the engine's process on this host. */
    private long process() {
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(this::isOfContainer)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process is in the cgroup of the container " + container));
    }

    private boolean isOfContainer(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "cgroup"))
                    .lines()
                    .anyMatch(line -> line.endsWith("/" + container) || line.endsWith("/" + container + "/init"));
        } catch (IOException hasEnded) {
            return false;
        }
    }

    @Override
    public void close() {
        carrier.client()
                .removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
        HostProcesses.run("rm", "-rf", folder.toString());
    }
}
