package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Info;
import dev.swarmlab.support.EngineInContainer;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lab on the engines and image stores of Debian, with nodes of each of them. All other tests use the engine of this
 * host with nodes of its own version, so CI omits that cell. This command runs all cells, including nodes of Docker
 * 20.10, and prints the table in {@code docs/hosts.md}:
 *
 * <pre>mvn -B verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=EngineMatrixIT
 * -Dswarmlab.matrix=all</pre>
 */
class EngineMatrixIT {

    private static final boolean ALL = System.getProperty("swarmlab.matrix", "").equals("all");

    private static final String FILE = """
            name: matrix
            managers: [%s]
            workers: [%s, %s]
            volumes: ["%s:/stack:ro"]
            images: [{image: swarmlab/echo:latest, build: images/echo}]
            networks: [localnet]
            stacks: {web: src/test/stacks/web.yml}
            checks:
              - {name: the manager has the image, node: manager, image: swarmlab/echo:latest}
              - {name: worker01 has the image, node: worker01, image: swarmlab/echo:latest}
              - {name: worker02 has the image, node: worker02, image: swarmlab/echo:latest}
              - {name: a task runs on every node, service: web_echo, running: 3, nodes: 3}
              - {name: a node is answered, http: http://127.0.0.1/, from: worker01, contains: Hello Docker!!}
              - {name: tasks are found by name, network: localnet, resolves: web_echo, addresses: 3}
              - {name: a folder of the host is mounted, run: test -e /stack/README.md}
              - {name: the manager's engine, node: manager, run: &engine "docker info --format '{{.Driver}} {{.ServerVersion}}'", contains: "%s"}
              - {name: worker01's engine, node: worker01, run: *engine, contains: "%s"}
              - {name: worker02's engine, node: worker02, run: *engine, contains: "%s"}
            """;

    /** An engine that runs labs. */
    private enum Host {
        OF_THIS_HOST,
        CONTAINERD_STORE
    }

    /** The image and the option of a node, and the storage driver and version that its engine reports. */
    private enum Node {
        OLDEST("20.10, classic", "swarmlab/node:bookworm", "", "overlay2 20.10."),
        OLD("26.1, classic", "swarmlab/node:trixie", "", "overlay2 26.1."),
        CLASSIC("28.5, classic", "swarmlab/node:sid", "--feature=containerd-snapshotter=false", "overlay2 28."),
        CONTAINERD("28.5, containerd", "swarmlab/node:sid", "--feature=containerd-snapshotter=true", "overlayfs 28.");

        private final String shown;
        private final String image;
        private final String option;
        private final String engine;

        Node(String shown, String image, String option, String engine) {
            this.shown = shown;
            this.image = image;
            this.option = option;
            this.engine = engine;
        }

        String yaml() {
            return "{image: '" + image + "', args: [" + option + "]}";
        }
    }

    private record Cell(Host host, Node managers, Node workers) {

        boolean isOfCi() {
            boolean coveredByOtherTests = host == Host.OF_THIS_HOST && managers == Node.OLD && workers == Node.OLD;
            return managers != Node.OLDEST && !coveredByOtherTests;
        }

        String file() {
            return FILE.formatted(
                    managers.yaml(),
                    workers.yaml(),
                    workers.yaml(),
                    SwarmLabProcess.home().resolve("stack"),
                    managers.engine,
                    workers.engine,
                    workers.engine);
        }

        @Override
        public String toString() {
            return "managers " + managers.shown + ", workers " + workers.shown + ", on " + HOSTS.get(host);
        }
    }

    /** Version and image store that each engine reports. */
    private static final Map<Host, String> HOSTS = new EnumMap<>(Host.class);

    private static final List<String> TABLE = new ArrayList<>();

    private static OuterEngine ofThisHost;
    private static EngineInContainer another;

    @BeforeAll
    static void start() throws IOException {
        ofThisHost = OuterEngine.open();
        another = EngineInContainer.start(
                ofThisHost,
                "swarmlab/node:sid",
                List.of("DOCKER_MIN_API_VERSION=1.44"),
                List.of("--feature=containerd-snapshotter=true"));
        HOSTS.put(Host.OF_THIS_HOST, description(ofThisHost));
        try (OuterEngine engine = OuterEngine.at(another.address())) {
            HOSTS.put(Host.CONTAINERD_STORE, description(engine));
        }
    }

    @AfterAll
    static void stop() {
        System.out.println("| engine, image store | managers | workers | result | seconds |");
        System.out.println("|---|---|---|---|---|");
        TABLE.forEach(System.out::println);
        another.close();
        ofThisHost.close();
    }

    static Stream<Cell> cells() {
        return Stream.of(Host.values())
                .flatMap(host -> Stream.of(
                        new Cell(host, Node.OLDEST, Node.OLDEST),
                        new Cell(host, Node.OLD, Node.OLD),
                        new Cell(host, Node.CLASSIC, Node.CLASSIC),
                        new Cell(host, Node.CONTAINERD, Node.CONTAINERD),
                        new Cell(host, Node.OLD, Node.CONTAINERD),
                        new Cell(host, Node.CONTAINERD, Node.OLD)))
                .filter(cell -> ALL || cell.isOfCi());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_lab_comes_up_with_an_image_and_a_service_on_every_node(Cell cell) {
        ProcessResult test = swarmlab(cell.host(), "test", "-", "-o", "json")
                .reading(cell.file())
                .run();

        record(cell, test);
        JsonNode lab = test.succeeded().json().path(0);
        assertThat(lab.path("left").asInt()).as("leftover resources").isZero();
    }

    /** The engine's loopback address can't be reached from here, as with a forwarded socket. */
    @Test
    void a_lab_comes_up_on_an_engine_in_another_network() {
        Cell cell = new Cell(Host.CONTAINERD_STORE, Node.CONTAINERD, Node.CONTAINERD);

        another.swarmlab("test", "-").reading(cell.file()).run().succeeded();
    }

    private static SwarmLabProcess swarmlab(Host host, String... arguments) {
        return switch (host) {
            case OF_THIS_HOST -> SwarmLabProcess.of(arguments);
            case CONTAINERD_STORE -> another.swarmlab(arguments).under(another.inItsNetwork());
        };
    }

    private static void record(Cell cell, ProcessResult test) {
        TABLE.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f |",
                HOSTS.get(cell.host()),
                cell.managers().shown,
                cell.workers().shown,
                test.exitCode() == 0 ? "passed" : "failed",
                test.took().toMillis() / 1000.0));
    }

    private static String description(OuterEngine engine) {
        Info info = engine.client().infoCmd().exec();
        return info.getServerVersion() + ", " + ("overlayfs".equals(info.getDriver()) ? "containerd" : "classic");
    }
}
