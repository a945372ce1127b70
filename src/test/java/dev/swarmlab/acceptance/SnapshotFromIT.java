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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code snapshot restore --from} brings a lab to the state of another lab. */
class SnapshotFromIT {

    private static final String TEACHER = "snapshot-teacher";
    private static final String STUDENT = "snapshot-student";
    private static final String IMAGE = "registry:5000/swarmlab/echo:latest";

    private static OuterEngine engine;

    @BeforeAll
    static void create_two_labs(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        Path file = Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                managers: 3
                workers: 1
                images: [{image: swarmlab/echo:latest, build: %s}]
                """.formatted(
                        TEACHER, SwarmLabProcess.home().resolve("images/echo")));
        swarmlab("up", file.toString()).succeeded();
        swarmlab("up", file.toString(), "--name", STUDENT).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", TEACHER, STUDENT).succeeded();
        engine.close();
    }

    private static String in(String lab, String node, String command) {
        return engine.execute("swarmlab-" + lab + "-" + node, "sh", "-c", command);
    }

    private static String inManager(String lab, String command) {
        return in(lab, "manager", command);
    }

    @Test
    void a_latecomer_gets_the_services_secrets_and_data_in_a_swarm_of_their_own() {
        inManager(TEACHER, "printf hidden | docker secret create password -");
        inManager(TEACHER, "docker network create --driver overlay backend");
        inManager(TEACHER, "docker node update --label-add disk=fast worker01");
        inManager(
                TEACHER,
                "docker service create --quiet --name echo --constraint node.labels.disk==fast --secret password"
                        + " --network backend --mount type=volume,source=data,target=/data " + IMAGE);
        in(
                TEACHER,
                "worker01",
                "docker run --rm --volume data:/data --entrypoint sh " + IMAGE + " -c 'echo 3 > /data/progress'");
        swarmlab("snapshot", "save", "three", "--lab", TEACHER).succeeded();
        String addresses = inManager(STUDENT, "docker node inspect --format '{{.Status.Addr}}' worker01");

        JsonNode status = swarmlab("snapshot", "restore", "three", "--from", TEACHER, "--lab", STUDENT, "-o", "json")
                .succeeded()
                .json();

        assertThat(status.path("nodes"))
                .hasSize(4)
                .allMatch(node -> node.path("state").asText().equals("ready"));
        Await.until("the task of the service", Deadline.in(Duration.ofMinutes(1)), () -> {
            String services = inManager(STUDENT, "docker service ls --format '{{.Name}} {{.Replicas}}'");
            return Answer.readyIf(services.strip().equals("echo 1/1"), services);
        });
        assertThat(in(
                        STUDENT,
                        "worker01",
                        "docker exec $(docker ps --quiet --filter name=echo) cat /run/secrets/password /data/progress"))
                .isEqualTo("hidden3\n");
        assertThat(inManager(STUDENT, "docker node inspect --format '{{.Status.Addr}}' worker01"))
                .isEqualTo(addresses);
        assertThat(inManager(STUDENT, "docker node ls --format '{{.Hostname}} {{.Status}} {{.ManagerStatus}}'")
                        .lines()
                        .map(String::strip))
                .hasSize(4)
                .allMatch(node -> node.contains(" Ready"))
                .filteredOn(node -> node.matches(".*(Leader|Reachable)"))
                .hasSize(3);
        for (String command : new String[] {
            "docker info --format '{{.ID}}'", "docker swarm join-token -q worker", "docker swarm join-token -q manager"
        }) {
            assertThat(inManager(STUDENT, command)).isNotEqualTo(inManager(TEACHER, command));
        }
        assertThat(in(STUDENT, "worker01", "docker ps --all --quiet").lines()).hasSize(1);
        assertThat(engine.resourcesOf(STUDENT)).noneMatch(name -> name.contains("-snapshot-three"));
    }
}
