package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that are killed with SIGKILL at any time. The next {@code up} makes the lab complete, the next {@code down}
 * removes all of it, and nothing else is touched.
 *
 * <p>{@code -DkillPoints=200} runs more points, {@code -DkillPoints.first=37} begins with a later one, and
 * {@code -DkillPoints.seed=2} makes others.
 */
class KillPointsIT {

    private static final String LAB = "kill-points";
    private static final String FOREIGN = "swarmlab-kill-pointless";
    private static final String FOREIGN_IMAGE = "kill-pointless:1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int POINTS = Integer.getInteger("killPoints", 12);
    private static final int FIRST = Integer.getInteger("killPoints.first", 1);
    private static final long SEED = Long.getLong("killPoints.seed", 1);

    private static final String STACK = """
            services:
              echo:
                image: ${REGISTRY}/swarmlab/echo:latest
                volumes: [data:/data]
                deploy: {replicas: 2, placement: {max_replicas_per_node: 1}}
            volumes: {data: {}}
            """;

    /** What is killed. */
    private enum Command {
        UP {
            @Override
            void prepare() {
                remove();
            }

            @Override
            StartedProcess start() {
                return begin("up", fileWith(1).toString());
            }
        },
        UP_WITH_ANOTHER_NODE {
            @Override
            StartedProcess start() {
                return begin("up", fileWith(2).toString());
            }
        },
        DOWN {
            @Override
            StartedProcess start() {
                return begin("down", LAB);
            }
        },
        RESET {
            @Override
            void prepare() {
                engine.execute("swarmlab-kill-points-manager", "docker", "service", "rm", "app_echo");
                engine.execute("swarmlab-kill-points-manager", "docker", "volume", "create", "of-the-user");
                engine.execute("swarmlab-kill-points-worker01", "docker", "swarm", "leave");
            }

            @Override
            StartedProcess start() {
                return begin("reset", LAB);
            }
        },
        STOP {
            @Override
            StartedProcess start() {
                return begin("stop", LAB);
            }
        },
        START {
            @Override
            void prepare() {
                swarmlab("stop", LAB).succeeded();
            }

            @Override
            StartedProcess start() {
                return begin("start", LAB);
            }
        },
        SNAPSHOT {
            @Override
            StartedProcess start() {
                return begin("snapshot", "save", "point", "--replace", "--lab", LAB);
            }
        };

        /** Brings the complete lab into the state in which the command has something to do. */
        void prepare() {}

        abstract StartedProcess start();
    }

    /**
     * @param part the part of the usual time of the command after which it is killed
     * @param isRemovedNext whether the next command is {@code down}; otherwise {@code up}
     */
    private record KillPoint(int number, Command command, double part, boolean isRemovedNext) {

        static KillPoint of(int number) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
            List<Command> commands = List.of(Command.values());
            Command command = commands.get(number % commands.size());
            return new KillPoint(number, command, random.nextDouble(), random.nextBoolean());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d: %s killed after %.3f of its time, then %s",
                    number,
                    command,
                    part,
                    isRemovedNext ? "down" : "up");
        }
    }

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;
    private static List<String> foreign = List.of();
    private static final Map<Command, Duration> usual = new EnumMap<>(Command.class);
    private static boolean isComplete;
    private static int killed;

    @BeforeAll
    static void create_what_is_foreign_and_measure() throws IOException {
        Files.writeString(folder.resolve("app.yml"), STACK);
        engine = OuterEngine.open();
        swarmlab("up", fileWith(1).toString()).succeeded(); // builds the image
        engine.client()
                .tagImageCmd("swarmlab/echo:latest", "kill-pointless", "1")
                .exec();
        engine.client().createNetworkCmd().withName(FOREIGN).exec();
        engine.client().createVolumeCmd().withName(FOREIGN).exec();
        engine.client()
                .createContainerCmd(FOREIGN_IMAGE)
                .withName(FOREIGN)
                .withLabels(Map.of("dev.swarmlab.lab", LAB))
                .exec();
        engine.client().startContainerCmd(FOREIGN).exec();
        foreign = foreignResources();
        for (Command command : Command.values()) {
            command.prepare();
            usual.put(command, command.start().await(PATIENCE).succeeded().took());
            complete();
        }
    }

    @AfterAll
    static void remove_all() {
        remove();
        engine.client().removeContainerCmd(FOREIGN).withForce(true).exec();
        engine.client().removeNetworkCmd(FOREIGN).exec();
        engine.client().removeVolumeCmd(FOREIGN).exec();
        engine.client().removeImageCmd(FOREIGN_IMAGE).exec();
        engine.close();
        assertThat(killed).as("the points at which the command still ran").isGreaterThanOrEqualTo(POINTS / 2);
    }

    /** {@code java.util.Random} gives nearly the same first number for neighbouring seeds. */
    @Test
    void the_points_are_spread_over_the_time_of_the_commands() {
        assertThat(IntStream.rangeClosed(1, 12).mapToObj(KillPoint::of).map(KillPoint::part))
                .anyMatch(part -> part < 0.3)
                .anyMatch(part -> part > 0.7);
    }

    static Stream<KillPoint> points() {
        return IntStream.range(FIRST, FIRST + POINTS).mapToObj(KillPoint::of);
    }

    @ParameterizedTest
    @MethodSource("points")
    void the_next_command_completes_or_removes_the_lab(KillPoint point) {
        if (!isComplete) {
            complete();
        }
        isComplete = false;
        point.command().prepare();

        kill(point);

        if (point.isRemovedNext()) {
            remove();
        }
        complete();
        assertThat(foreignResources()).isEqualTo(foreign);
    }

    private static void kill(KillPoint point) {
        StartedProcess process = point.command().start();
        long delay = (long) (usual.getOrDefault(point.command(), Duration.ZERO).toNanos() * point.part());
        try {
            if (!process.process().waitFor(delay, TimeUnit.NANOSECONDS)) {
                process.kill();
                killed++;
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        }
        process.await(PATIENCE);
    }

    private static void complete() {
        ProcessResult result = swarmlab("up", fileWith(1).toString(), "--check").succeeded();
        assertThat(result.out() + result.err()).as("three checks").contains("3 passed");
        isComplete = true;
    }

    private static void remove() {
        swarmlab("down", LAB).succeeded();
        assertThat(engine.resourcesOf(LAB)).containsExactly("container /" + FOREIGN);
        assertThat(foreignResources()).isEqualTo(foreign);
    }

    private static StartedProcess begin(String... arguments) {
        return SwarmLabProcess.of(arguments).start();
    }

    private static Path fileWith(int workers) {
        try {
            return Files.writeString(folder.resolve("lab.yml"), """
                    name: %s
                    workers: %d
                    images: [{image: swarmlab/echo:latest, build: %s}]
                    stacks: {app: app.yml}
                    checks:
                      - {name: the manager leads, node: manager, state: ready, role: leader}
                      - {name: the worker is ready, node: worker01, state: ready, image: "swarmlab/echo:latest"}
                      - {name: the service runs, service: app_echo, running: 2}
                    """.formatted(
                            LAB, workers, SwarmLabProcess.home().resolve("images/echo")));
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    /** Each resource that is not the lab's, with what shows a change of it. */
    private static List<String> foreignResources() {
        InspectContainerResponse container =
                engine.client().inspectContainerCmd(FOREIGN).exec();
        return List.of(
                "container " + container.getId() + " "
                        + container.getState().getStartedAt() + " "
                        + container.getState().getRunning(),
                "network "
                        + engine.client()
                                .inspectNetworkCmd()
                                .withNetworkId(FOREIGN)
                                .exec()
                                .getId(),
                "volume "
                        + engine.client()
                                .inspectVolumeCmd(FOREIGN)
                                .exec()
                                .getRawValues()
                                .get("CreatedAt"),
                "image " + engine.client().inspectImageCmd(FOREIGN_IMAGE).exec().getId());
    }
}
