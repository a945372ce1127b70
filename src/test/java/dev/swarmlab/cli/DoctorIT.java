package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.engine.choice.EngineChoice;
import dev.swarmlab.engine.choice.EngineConnector;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor and a real engine. */
class DoctorIT {

    /** An engine with a node image, since no other test may have run before. */
    @BeforeAll
    static void start_an_engine() {
        EngineAccess access = access();
        Deadline deadline = Deadline.in(Duration.ofMinutes(10));
        try (Engine engine = access.open(deadline)) {
            new ImageSupply(engine, access.recipes())
                    .acquire(new ImageRequest(NodeSettings.DEFAULT_IMAGE, null), deadline);
        }
    }

    @Test
    void finds_that_a_lab_can_work_here() throws IOException {
        JsonNode report = examine(0);

        assertThat(report.path("usable").asBoolean()).isTrue();
        assertThat(check(report, "engine").path("result").asText()).isEqualTo("ok");
        assertThat(check(report, "privileged").path("result").asText()).isEqualTo("ok");
        assertThat(check(report, "vxlan").path("result").asText()).isEqualTo("ok");
        assertThat(report.path("checks"))
                .allSatisfy(check -> assertThat(check.path("result").asText())
                        .as(check.toString())
                        .isNotEqualTo("unknown"));
    }

    /** The engine runs on this host and has loaded the module before the test looks for the file. */
    @Test
    void judges_ip_vs_as_the_kernel_says() throws IOException {
        JsonNode check = check(examine(0), "ip_vs");

        boolean there = Files.exists(Path.of("/proc/net/ip_vs"));
        assertThat(check.path("result").asText()).isEqualTo(there ? "ok" : "warning");
        assertThat(check.path("fix").asText()).contains(there ? "" : "endpoint_mode: dnsrr");
    }

    @Test
    void leaves_no_container_behind() throws IOException {
        examine(0);

        EngineAccess access = access();
        try (Engine engine = access.openRunning()) {
            assertThat(engine.containers(Labels.DOCTOR, "true")).isEmpty();
        }
    }

    @Test
    void names_a_port_that_another_program_has(@TempDir Path folder) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = folder.resolve("lab.yml");
            Files.writeString(file, "name: doctor-it\nports: [\"" + other.getLocalPort() + ":80\"]\n");

            JsonNode check = check(examine(3, file.toString()), "ports");

            assertThat(check.path("result").asText()).isEqualTo("failed");
            assertThat(check.path("found").asText()).contains(other.getLocalPort() + " (a program on this host)");
        }
    }

    private static JsonNode examine(int expectedExitCode, String... file) throws IOException {
        CapturedConsole console = new CapturedConsole();
        String[] arguments = Stream.concat(Stream.of("doctor", "-o", "json"), Arrays.stream(file))
                .toArray(String[]::new);
        int exitCode = console.run(arguments);
        assertThat(exitCode).as(console.out() + console.err()).isEqualTo(expectedExitCode);
        return new ObjectMapper().readTree(console.out());
    }

    private static JsonNode check(JsonNode report, String id) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("id").asText().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id + " in " + report);
    }

    private static EngineAccess access() {
        return new EngineAccess(
                System.getenv(), Optional.empty(), EngineChoice.AUTO, EngineConnector.DOCKER_JAVA, said -> {});
    }
}
