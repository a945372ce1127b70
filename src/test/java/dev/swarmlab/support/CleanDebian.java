package dev.swarmlab.support;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** New containers of a Debian with the smallest set of packages, and a few more that a test names. */
public final class CleanDebian implements AutoCloseable {

    private static final String RECIPE = """
            #!/bin/sh
            set -eu
            mmdebstrap --quiet --mode=root --variant=minbase PACKAGES "$SUITE" "$1"
            """;

    private final OuterEngine engine;
    private final String image;

    private CleanDebian(OuterEngine engine, String image) {
        this.engine = engine;
        this.image = image;
    }

    /**
     * Builds the image.
     *
     * @param folder for the recipe
     * @param packages more packages, separated by commas; may be empty
     */
    public static CleanDebian with(Path folder, String packages) throws IOException {
        Path recipe = Files.createDirectory(folder.resolve("clean-debian"));
        Files.writeString(
                recipe.resolve("recipe"),
                RECIPE.replace("PACKAGES", packages.isEmpty() ? "" : "--include=" + packages));
        Files.setPosixFilePermissions(recipe.resolve("recipe"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(recipe.resolve("changes"), "CMD [\"/bin/sh\"]\n");
        String image = "swarmlab/clean-debian:tests" + (packages.isEmpty() ? "" : "-" + packages.replace(',', '-'));
        OuterEngine engine = OuterEngine.open();
        try (Engine supplied = DockerJavaConnector.engine(new EngineEndpoint(engine.address(), null, "the tests"))) {
            new ImageSupply(supplied, RecipeBuilder.ofThisHost(System.out::println))
                    .acquire(new ImageRequest(image, BuildSource.of(recipe)), Deadline.in(Duration.ofMinutes(5)));
        }
        return new CleanDebian(engine, image);
    }

    public OuterEngine engine() {
        return engine;
    }

    /** The socket of the engine for a container. */
    public Bind socket() {
        return new Bind(engine.address().getPath(), new Volume("/var/run/docker.sock"));
    }

    /** Runs commands to their end in a privileged container with a network of its own. The first that fails ends them. */
    public ContainerResult run(String script, Bind... files) {
        return run(script, Map.of(), HostConfig.newHostConfig().withPrivileged(true), files);
    }

    /** Runs commands to their end in a container with the network of the engine's host and without privileges. */
    public ContainerResult runOnHostNetwork(String script, Map<String, String> variables, Bind... files) {
        return run(script, variables, HostConfig.newHostConfig().withNetworkMode("host"), files);
    }

    private ContainerResult run(String script, Map<String, String> variables, HostConfig host, Bind... files) {
        List<String> environment = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        return engine.run(engine.client()
                .createContainerCmd(image)
                .withCmd("sh", "-euc", script)
                .withEnv(environment)
                .withVolumes(
                        new Volume("/var/lib/swarmlab")) // a Docker engine can't store images in those of another one
                .withHostConfig(host.withBinds(files)));
    }

    @Override
    public void close() {
        engine.close();
    }
}
