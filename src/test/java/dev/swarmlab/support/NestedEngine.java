package dev.swarmlab.support;

import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
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
 * A node image that runs as an engine of its own, in a container of the outer engine. Its socket is on this host, its
 * loopback is not this host's.
 */
public final class NestedEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OuterEngine outer;
    private final Path folder;
    private final String container;

    private NestedEngine(OuterEngine outer, Path folder, String container) {
        this.outer = outer;
        this.folder = folder;
        this.container = container;
    }

    /**
     * Starts an engine and waits until it answers.
     *
     * @param image as in {@code swarmlab/node:sid}; built when the outer engine lacks it
     * @param environment as in {@code DOCKER_MIN_API_VERSION=1.44}
     * @param arguments for dockerd
     */
    public static NestedEngine start(String image, List<String> environment, String... arguments) throws IOException {
        OuterEngine outer = OuterEngine.open();
        try (Engine engine = engine(outer.address())) {
            new ImageSupply(engine, RecipeBuilder.ofThisHost(System.out::println))
                    .acquire(new ImageRequest(image, null), Deadline.in(PATIENCE));
        }
        Path folder = Files.createTempDirectory("swarmlab-nested-engine");
        List<String> command = new ArrayList<>(List.of("--host=unix:///sock/docker.sock"));
        command.addAll(List.of(arguments));
        CreateContainerResponse created = outer.client()
                .createContainerCmd(image)
                .withEnv(environment)
                .withCmd(command)
                .withVolumes(new Volume("/var/lib/docker"))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPrivileged(true)
                        .withBinds(new Bind(folder.toString(), new Volume("/sock"))))
                .exec();
        NestedEngine nested = new NestedEngine(outer, folder, created.getId());
        try {
            outer.client().startContainerCmd(created.getId()).exec();
            nested.awaitAnswer();
            return nested;
        } catch (RuntimeException exception) {
            System.out.println(outer.logs(created.getId()));
            nested.close();
            throw exception;
        }
    }

    private void awaitAnswer() {
        try (Engine engine = engine(address())) {
            Await.until("the nested engine", Deadline.in(PATIENCE), () -> {
                engine.ping();
                return Answer.ready();
            });
        }
    }

    private static Engine engine(URI address) {
        return DockerJavaConnector.engine(new EngineEndpoint(address, null, "the tests"));
    }

    public URI address() {
        return URI.create("unix://" + folder.resolve("docker.sock"));
    }

    /** Runs swarmlab against this engine. */
    public SwarmLabProcess swarmlab(String... arguments) {
        return SwarmLabProcess.of(arguments).with("DOCKER_HOST", address().toString());
    }

    @Override
    public void close() {
        outer.client()
                .removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
        outer.close();
        HostProcesses.run("rm", "-rf", folder.toString());
    }
}
