package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.swarmlab.support.ContainerResult;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image {@code images/swarmlab} on the engine of the labs: with the engine's socket and a folder with a lab file. */
class SwarmlabImageIT {

    private static final String IMAGE = "swarmlab/swarmlab:tests";
    private static final String LAB = "contained";

    /** The images that the lab needs. The container can't build them: the image has no mmdebstrap. */
    private static final List<String> OF_LAB = List.of("swarmlab/node:trixie", "swarmlab/registry:trixie");

    private static final String FILE = """
            name: contained
            node: {image: "swarmlab/node:trixie"}
            registry: {image: "swarmlab/registry:trixie"}
            workers: 1
            ports: ["18437:80"]
            volumes: ["site:/site:ro"]
            images: [{image: swarmlab/echo:latest, build: echo}]
            networks: [localnet]
            stacks: {web: web.yml}
            checks:
              - {name: the published port answers, http: "http://localhost:18437/", contains: Hello Docker!!, requests: 3}
              - {name: a node sees the folder, run: cat /site/page, contains: written on the host}
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;

    @BeforeAll
    static void build_the_images() throws IOException {
        engine = OuterEngine.open();
        Path images = SwarmLabProcess.home().resolve("images");
        try (Engine supplied = DockerJavaConnector.engine(new EngineEndpoint(engine.address(), null, "the tests"))) {
            ImageSupply supply = new ImageSupply(supplied, RecipeBuilder.ofThisHost(System.out::println));
            Stream.of(
                            OF_LAB.stream().map(image -> new ImageRequest(image, null)),
                            Stream.of(
                                    new ImageRequest("swarmlab/echo:latest", BuildSource.of(images.resolve("echo"))),
                                    new ImageRequest(IMAGE, BuildSource.of(images.resolve("swarmlab")))))
                    .flatMap(requests -> requests)
                    .forEach(request -> supply.acquire(request, Deadline.in(Duration.ofMinutes(5))));
        }
        Files.writeString(folder.resolve("lab.yml"), FILE);
        Files.writeString(Files.createDirectory(folder.resolve("site")).resolve("page"), "written on the host\n");
        Files.copy(SwarmLabProcess.home().resolve("src/test/stacks/web.yml"), folder.resolve("web.yml"));
        Path echo = Files.createDirectory(folder.resolve("echo"));
        try (Stream<Path> files = Files.list(images.resolve("echo"))) {
            for (Path file : files.toList()) {
                Files.copy(file, echo.resolve(file.getFileName()));
            }
        }
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void creates_checks_and_removes_a_lab_of_a_mounted_folder() {
        try {
            swarmlab("up", "lab.yml").succeeded();
            ContainerResult check = swarmlab("check", LAB);

            check.succeeded();
            assertThat(check.output()).contains("✓ the published port answers", "✓ a node sees the folder");
            assertThat(swarmlab("up", "--dry-run", "lab.yml").output())
                    .contains("keep", "swarmlab-contained-worker01")
                    .doesNotContain("create", "not compared");
        } finally {
            swarmlab("down", LAB).succeeded();
        }
        assertThat(engine.resourcesOf(LAB)).isEmpty();
    }

    @Test
    void a_folder_of_the_container_itself_is_not_mounted() throws IOException {
        Files.writeString(folder.resolve("own.yml"), "name: contained-own\nvolumes: [\"/opt/swarmlab:/site\"]\n");

        ContainerResult run = swarmlab("up", "own.yml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("can't mount /opt/swarmlab as /site").contains("-v \"$PWD\":/labs");
        assertThat(engine.resourcesOf("contained-own")).isEmpty();
    }

    /** Runs swarmlab in a new container to its end. */
    private static ContainerResult swarmlab(String... arguments) {
        Path socket = Path.of(engine.address().getPath());
        Bind daemon = new Bind(socket.toString(), new Volume("/var/run/docker.sock"));
        Bind labs = new Bind(folder.toString(), new Volume("/labs"));
        return engine.run(engine.client()
                .createContainerCmd(IMAGE)
                .withCmd(arguments)
                .withHostConfig(HostConfig.newHostConfig().withBinds(daemon, labs)));
    }
}
