package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StudentComputer;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two students with a plain docker command and no way to the engine: each reaches the own lab and no other. */
class AccessIT {

    private static final String ANN = "access-ann";
    private static final String BOB = "access-bob";
    private static final String ADDRESS = StudentComputer.HOST_ADDRESS;

    private static OuterEngine engine;
    private static StudentComputer student;
    private static Path folder;
    private static ProcessResult refused;
    private static ProcessResult bound;

    @BeforeAll
    static void up(@TempDir Path temporary) throws IOException {
        engine = OuterEngine.open();
        folder = temporary;
        up(ANN).run().succeeded();
        refused = swarmlab("access", ANN, "--out", folder.resolve("refused.zip").toString());
        engine.execute("swarmlab-access-ann-manager", "docker", "service", "create", "-d", "--name", "kept", "none");
        student = StudentComputer.start(engine, manager(ANN).getImage());
        bound = up(ANN, "--bind", ADDRESS).run().succeeded();
        up(BOB, "--bind", ADDRESS).run().succeeded();
        give(ANN);
        give(BOB);
    }

    @AfterAll
    static void down() {
        if (student != null) {
            student.close();
        }
        swarmlab("down", ANN, BOB).succeeded();
        engine.close();
    }

    private static SwarmLabProcess up(String lab, String... options) {
        String[] command =
                Stream.concat(Stream.of("up", "-"), Arrays.stream(options)).toArray(String[]::new);
        return SwarmLabProcess.of(command).reading("name: " + lab + "\nworkers: 0\n");
    }

    private static Container manager(String lab) {
        return engine.containers(lab).stream()
                .filter(container -> container.getNames()[0].endsWith("-manager"))
                .findFirst()
                .orElseThrow();
    }

    /** Writes the bundle of a lab, and copies its files to the student's computer. */
    private static void give(String lab) throws IOException {
        Path zip = folder.resolve(lab + ".zip");
        swarmlab("access", lab, "--out", zip.toString(), "--valid", "2h").succeeded();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
        try (ZipInputStream files = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, files.readAllBytes());
            }
        }
        student.copy(folder.resolve("swarmlab-" + lab));
    }

    private static int port(String lab) {
        return Arrays.stream(manager(lab).getPorts())
                .filter(port -> ADDRESS.equals(port.getIp()))
                .findFirst()
                .map(ContainerPort::getPublicPort)
                .orElseThrow();
    }

    private static String tls(String lab, String authority, String client) {
        return "docker -H tcp://%s:%d --tlsverify --tlscacert %s/ca.pem --tlscert %s/cert.pem --tlskey %s/key.pem"
                .formatted(ADDRESS, port(lab), "swarmlab-" + authority, "swarmlab-" + client, "swarmlab-" + client);
    }

    @ParameterizedTest
    @ValueSource(strings = {ANN, BOB})
    void a_context_reaches_the_lab(String lab) {
        String context = "swarmlab-" + lab;

        String output = student.run(
                "docker context import " + context + " " + context + "/context.tar",
                "docker --context " + context + " node ls --format '{{.Hostname}} {{.Status}}'",
                "docker --context " + context + " info --format '{{.Swarm.ControlAvailable}}'");

        assertThat(output).contains("manager Ready\n", "true\n").endsWith("exit 0\n");
    }

    @Test
    void the_variables_reach_the_lab() {
        assertThat(student.run(
                        "cd swarmlab-access-ann", ". ./env.sh", "cd /", "docker service ls --format '{{.Name}}'"))
                .isEqualTo("kept\nexit 0\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            access-bob | access-ann | access-ann | certificate signed by unknown authority
            access-bob | access-bob | access-ann | tls:
            access-ann | access-ann | access-bob | tls:
            """)
    void the_certificate_of_another_lab_fails_in_tls(String lab, String authority, String client, String reason) {
        assertThat(student.run(tls(lab, authority, client) + " node ls"))
                .contains(reason)
                .doesNotContain("manager")
                .doesNotContain("exit 0");
        assertThat(student.run(tls(lab, lab, lab) + " node ls"))
                .contains("manager")
                .endsWith("exit 0\n");
    }

    @ParameterizedTest
    @CsvSource({"--tls", "''"})
    void no_client_without_a_certificate_is_answered(String option) {
        assertThat(student.run("docker -H tcp://" + ADDRESS + ":" + port(ANN) + " " + option + " node ls"))
                .doesNotContain("manager")
                .doesNotContain("exit 0");
    }

    @Test
    void the_students_computer_has_no_other_way_to_the_engine() {
        assertThat(student.run("docker ps")).doesNotContain("exit 0");
        assertThat(student.run("ip route").lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("198.18.77.0/30 dev cable");
        assertThat(engine.containers(ANN).stream()
                        .flatMap(container -> Arrays.stream(container.getPorts()))
                        .filter(port -> !"127.0.0.1".equals(port.getIp())))
                .as("published on other addresses than loopback")
                .extracting(ContainerPort::getPublicPort)
                .containsExactly(port(ANN));
    }

    @Test
    void a_lab_without_an_address_is_refused_with_advice() {
        assertThat(refused.endedWith(1).err()).contains("other computers can't reach the lab access-ann", "--bind");
        assertThat(folder.resolve("refused.zip")).doesNotExist();
    }

    @Test
    void a_new_address_keeps_the_data_of_the_manager_and_the_next_up_keeps_the_address() {
        assertThat(bound.err() + bound.out())
                .contains("manager gets a new container and keeps its data: port of the daemon");
        List<String> before = engine.containerIds(ANN);

        up(ANN).run().succeeded();

        assertThat(engine.containerIds(ANN)).isEqualTo(before);
    }
}
