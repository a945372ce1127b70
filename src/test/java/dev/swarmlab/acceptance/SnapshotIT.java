package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code snapshot} saves and restores the state of a lab. The tests use one lab in their order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SnapshotIT {

    private static final String LAB = "snapshots";
    private static final String MANAGER = "swarmlab-snapshots-manager";
    private static final String WORKER = "swarmlab-snapshots-worker01";
    private static final String IMAGE = "registry:5000/swarmlab/echo:latest";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static OuterEngine engine;

    /** What the lab contains when the snapshot is saved. */
    private static List<String> saved = List.of();

    @BeforeAll
    static void create_a_lab_with_data(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        Path file = Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                workers: 1
                images: [{image: swarmlab/echo:latest, build: %s}]
                """.formatted(
                        LAB, SwarmLabProcess.home().resolve("images/echo")));
        swarmlab("up", file.toString()).succeeded();
        inManager("printf hidden | docker secret create password - && printf shown | docker config create greeting -");
        inManager("docker network create --driver overlay backend");
        inManager("docker service create --quiet --name echo --constraint node.role==worker --secret password"
                + " --config greeting --network backend --mount type=volume,source=data,target=/data " + IMAGE);
        awaitTask();
        inWorker("docker run --rm --volume data:/data --entrypoint sh " + IMAGE
                + " -c 'echo exercise 3 > /data/progress && ln /data/progress /data/same'");
        // A directory of the image that was removed and created again is opaque, a file that was removed a whiteout.
        inWorker("docker run --name changed --entrypoint sh " + IMAGE
                + " -c 'rm /etc/version; rm -r /www && mkdir /www && touch /www/own'");
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    private static String inManager(String command) {
        return engine.execute(MANAGER, "sh", "-c", command);
    }

    private static String inWorker(String command) {
        return engine.execute(WORKER, "sh", "-c", command);
    }

    private static void awaitTask() {
        Await.until("the task of the service", Deadline.in(PATIENCE), () -> {
            String services = inManager("docker service ls --format '{{.Name}} {{.Replicas}}'");
            return Answer.readyIf(services.strip().equals("echo 1/1"), services);
        });
    }

    /** Reads the lab with its own daemons. */
    private static List<String> contents() {
        return List.of(
                inManager("docker node ls --format '{{.ID}} {{.Hostname}} {{.Status}} {{.Availability}}' | sort"),
                inManager("docker info --format '{{.Swarm.Cluster.ID}} {{.ID}}'"),
                inWorker("docker info --format '{{.Swarm.NodeID}} {{.ID}}'"),
                inManager("docker service ls --format '{{.ID}} {{.Name}} {{.Image}}'"),
                inManager("docker secret ls --format '{{.ID}} {{.Name}}'"),
                inManager("docker config ls --format '{{.ID}} {{.Name}}'"),
                inManager("docker network ls --filter driver=overlay --format '{{.ID}} {{.Name}}' | sort"),
                inWorker("docker image ls --digests --no-trunc --format '{{.ID}} {{.Repository}} {{.Digest}}' | sort"),
                inWorker("docker volume ls --format '{{.Name}}'"),
                inWorker("cd /var/lib/docker/volumes/data/_data && stat -c '%n %h %a %u %Y' * && cat *"),
                changedContainer(),
                inWorker("docker diff changed | sort"));
    }

    /** The files of a container that has removed files of its image. */
    private static String changedContainer() {
        return inWorker("docker export changed | tar -t | grep -E '^(www|etc)' | sort");
    }

    @Test
    @Order(1)
    void save_copies_the_lab_and_starts_it_again() {
        saved = contents();
        assertThat(saved).noneMatch(String::isBlank);
        assertThat(changedContainer()).contains("www/own").doesNotContain("cgi-bin", "etc/version");
        List<String> ids = engine.containerIds(LAB);

        String out = swarmlab("snapshot", "save", "exercise-3", "--lab", LAB)
                .succeeded()
                .err();

        assertThat(out).contains("snapshot restore exercise-3 --lab snapshots");
        assertThat(engine.containerIds(LAB)).isEqualTo(ids);
        awaitTask();
        assertThat(contents()).isEqualTo(saved);
        JsonNode list =
                swarmlab("snapshot", "ls", LAB, "-o", "json").succeeded().json();
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("name").asText()).isEqualTo("exercise-3");
        assertThat(list.get(0).path("nodes").asInt()).isEqualTo(2);
        assertThat(list.get(0).path("bytes").asLong()).isGreaterThan(1_000_000);
    }

    @Test
    @Order(2)
    void a_snapshot_is_not_replaced_by_accident() {
        assertThat(swarmlab("snapshot", "save", "exercise-3", "--lab", LAB)
                        .endedWith(1)
                        .err())
                .contains("already has a snapshot named exercise-3", "--replace");
        assertThat(inManager("docker info --format '{{.Swarm.LocalNodeState}}'").strip())
                .isEqualTo("active");
    }

    @Test
    @Order(3)
    void restore_brings_back_the_state_of_the_snapshot() {
        inManager("docker service rm echo && docker secret rm password && docker config rm greeting");
        inManager("docker network create --driver overlay other");
        inWorker("docker rm changed");
        inWorker("rm -r /var/lib/docker/volumes/data/_data/*; touch /var/lib/docker/volumes/new");
        inWorker("docker swarm leave && docker rmi --force " + IMAGE);

        JsonNode status = swarmlab("snapshot", "restore", "exercise-3", "--lab", LAB, "-o", "json")
                .succeeded()
                .json();

        assertThat(status.path("nodes"))
                .hasSize(2)
                .allMatch(node -> node.path("state").asText().equals("ready"));
        awaitTask();
        assertThat(contents()).isEqualTo(saved);
        assertThat(inWorker("ls /var/lib/docker/volumes")).doesNotContain("new");
        assertThat(inWorker("docker exec $(docker ps --quiet --filter name=echo) cat /run/secrets/password /greeting"))
                .isEqualTo("hiddenshown");
    }

    @Test
    @Order(4)
    void up_accepts_a_restored_lab_as_it_is() {
        String file = engine.client().listVolumesCmd().exec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("swarmlab-" + LAB + "-file-1"))
                .map(volume -> volume.getLabels().get("dev.swarmlab.file"))
                .findFirst()
                .orElseThrow();

        swarmlab("up", file).succeeded();

        assertThat(inManager("docker service ls --format '{{.Name}}'").strip()).isEqualTo("echo");
    }

    @Test
    @Order(5)
    void down_removes_the_snapshots() {
        assertThat(engine.resourcesOf(LAB)).anyMatch(name -> name.contains("exercise-3"));

        swarmlab("down", LAB).succeeded();

        assertThat(engine.resourcesOf(LAB)).isEmpty();
    }
}
