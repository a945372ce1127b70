package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.LabState;
import dev.swarmlab.support.OuterEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code reset} brings labs of the repository back to the state right after {@code up}, item by item. */
class ResetIT {

    private static final String ECHO = "registry:5000/swarmlab/echo:latest";

    private static OuterEngine engine;

    private String lab = "";

    @BeforeAll
    static void open() {
        engine = OuterEngine.open();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @AfterEach
    void down() {
        swarmlab("down", lab).succeeded();
    }

    private void up(String name, String... settings) {
        lab = "reset-" + name;
        List<String> command = new ArrayList<>(List.of("up", "labs/" + name + ".yml", "--name", lab));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        swarmlab(command.toArray(String[]::new)).succeeded();
    }

    private JsonNode reset() {
        return swarmlab("reset", lab, "-o", "json").succeeded().json().path("changes");
    }

    private void in(String node, String... commands) {
        for (String command : commands) {
            String output = engine.execute("swarmlab-" + lab + "-" + node, "sh", "-c", command + " 2>&1; echo $?");
            assertThat(output.strip()).as(node + ": " + command).endsWith("0");
        }
    }

    /** The ids of the lab's containers by their names. */
    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        engine.containers(lab)
                .forEach(container ->
                        ids.put(container.getNames()[0].replace("/swarmlab-" + lab + "-", ""), container.getId()));
        return ids;
    }

    /** What a student creates in an exercise. */
    private void createObjects() {
        in(
                "manager",
                "echo 1 | docker secret create password -",
                "echo 1 | docker config create settings -",
                "docker network create --driver overlay --attachable mine",
                "docker service create --quiet --detach --name intruder --replicas 2 --network mine --secret password "
                        + ECHO,
                "docker run --detach --name byhand --network mine --volume notes:/notes " + ECHO,
                "docker tag " + ECHO + " registry:5000/you/hello:1",
                "docker push --quiet registry:5000/you/hello:1",
                "docker swarm update --task-history-limit 1");
        in(
                "worker01",
                "docker volume create homework",
                "docker network create local",
                "docker tag " + ECHO + " mine:1");
    }

    private void assertResetEquals(Map<String, List<String>> fresh, Map<String, String> ids, List<String> recreated) {
        JsonNode changes = reset();

        assertThat(changes).isNotEmpty();
        Map<String, List<String>> now = LabState.of(engine, lab);
        assertThat(now.keySet()).isEqualTo(fresh.keySet());
        fresh.forEach((where, lines) -> assertThat(now.get(where)).as(where).isEqualTo(lines));
        Map<String, String> kept = new TreeMap<>(ids());
        assertThat(kept.keySet()).isEqualTo(ids.keySet());
        recreated.forEach(node -> assertThat(kept.get(node)).isNotEqualTo(ids.get(node)));
        kept.keySet().removeAll(recreated);
        assertThat(ids).containsAllEntriesOf(kept);
        assertUntouchedLabIsKept();
    }

    private void assertUntouchedLabIsKept() {
        Map<String, List<String>> before = LabState.of(engine, lab);
        Map<String, String> ids = ids();

        assertThat(reset()).isEmpty();

        assertThat(ids()).isEqualTo(ids);
        assertThat(LabState.of(engine, lab)).isEqualTo(before);
    }

    @Test
    void a_lab_without_stacks() {
        up("quickstart", "registry.port=28571", "ports=[\"28572:80\"]");
        assertUntouchedLabIsKept();
        Map<String, List<String>> fresh = LabState.of(engine, lab);
        Map<String, String> ids = ids();

        createObjects();
        in("worker01", "echo notes >/root/notes", "sed -i 's/root/toor/' /etc/passwd");
        in("worker02", "docker image rm --force " + ECHO);
        in("worker03", "docker swarm leave");
        in("manager", "docker node update --label-add mine=yes --availability drain worker02");
        engine.execute("swarmlab-" + lab + "-worker02", "sh", "-c", "kill -9 $(pidof dockerd)");

        assertResetEquals(fresh, ids, List.of("worker01", "registry"));
    }

    @Test
    void a_lab_with_stacks_and_an_overlay_network() {
        up("stack", "ports=[\"28573:80\", \"28574:1936\"]");
        assertUntouchedLabIsKept();
        Map<String, List<String>> fresh = LabState.of(engine, lab);
        Map<String, String> ids = ids();

        createObjects();
        in(
                "manager",
                "docker service scale --detach echo_api=1",
                "docker service rm echo_proxy",
                "docker service update --quiet --detach --env-add MINE=1 haproxy_haproxy",
                "docker node promote worker03");
        in("worker02", "docker swarm leave");

        assertResetEquals(fresh, ids, List.of("registry"));
    }

    @Test
    void a_lab_with_three_managers() {
        up("high-availability", "ports=[\"28575:80\"]");
        assertUntouchedLabIsKept();
        Map<String, List<String>> fresh = LabState.of(engine, lab);
        Map<String, String> ids = ids();

        createObjects();
        in("manager", "docker node demote manager03", "docker service rm web_back");
        in("worker01", "rm /usr/local/bin/dockerd-entrypoint.sh");
        in("worker02", "docker swarm leave");
        engine.execute("swarmlab-" + lab + "-manager02", "sh", "-c", "kill -9 $(pidof dockerd)");

        assertResetEquals(fresh, ids, List.of("worker01", "registry"));
    }

    @Test
    void a_swarm_that_every_manager_has_left() {
        up("high-availability", "ports=[\"28575:80\"]");
        Map<String, List<String>> fresh = LabState.of(engine, lab);

        in("manager03", "docker swarm leave --force");
        in("manager02", "docker swarm leave --force");

        assertThat(reset()).isNotEmpty();
        assertThat(LabState.of(engine, lab)).isEqualTo(fresh);
    }
}
