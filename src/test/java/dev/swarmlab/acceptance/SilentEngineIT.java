package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that read labs fail when the engine is stopped or hangs, instead of listing no labs. */
class SilentEngineIT {

    private static final String LAB = "silent";

    @BeforeAll
    static void up() {
        swarmlab("engine", "start").succeeded();
        SwarmLabProcess.of("up", "-")
                .reading("name: silent\nworkers: 0\n")
                .run()
                .succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
    }

    @Test
    void ls_names_the_labs_of_a_stopped_private_engine() {
        swarmlab("engine", "stop").succeeded();
        try {
            assertThat(swarmlab("ls").endedWith(3).err())
                    .contains("swarmlab's private engine is stopped: it holds the labs " + LAB)
                    .contains("swarmlab engine start");
        } finally {
            swarmlab("engine", "start").succeeded();
        }
    }

    /** Only root can read the private engine's labs. Listing none could be wrong. */
    @Test
    void ls_without_root_says_that_only_root_can_see_the_private_engine() {
        ProcessResult ls = new ShellScript(Map.of(), """
                        folder=$(mktemp -d)
                        trap 'rm -rf "$folder"' EXIT
                        chmod 755 "$folder"
                        install -m 644 target/swarmlab.jar "$folder"
                        cd /
                        setpriv --reuid=65534 --regid=65534 --clear-groups java -jar "$folder/swarmlab.jar" ls
                        """).run().endedWith(3);

        assertThat(ls.err())
                .contains("only root can see swarmlab's private engine and its labs")
                .contains("sudo");
    }

    @Test
    void an_engine_that_hangs_is_an_error() throws Exception {
        try (OuterEngine engine = OuterEngine.open()) {
            Path folder = Files.createTempDirectory("swarmlab-test");
            Path other = Files.createSymbolicLink(
                    folder.resolve("docker.sock"), Path.of(engine.address().getPath()));
            long dockerd = dockerd();
            HostProcesses.run("kill", "-STOP", Long.toString(dockerd));
            try {
                assertThat(swarmlab("ls").endedWith(3).err())
                        .contains("(swarmlab's private engine) does not answer")
                        .contains("swarmlab engine stop && swarmlab engine start");
                assertThat(SwarmLabProcess.of("ls")
                                .with("DOCKER_HOST", "unix://" + other)
                                .run()
                                .endedWith(3)
                                .err())
                        .contains("the Docker engine at unix://" + other + " (DOCKER_HOST) does not answer")
                        .contains("did not answer GET /_ping within 20 s")
                        .contains("Restart it");
            } finally {
                HostProcesses.run("kill", "-CONT", Long.toString(dockerd));
                Files.delete(other);
                Files.delete(folder);
            }
            assertThat(swarmlab("ls").succeeded().out()).contains(LAB);
        }
    }

    /** The process id of the private engine's dockerd, not of one in a node. */
    private static long dockerd() {
        long pid = swarmlab("engine", "status", "-o", "json")
                .succeeded()
                .json()
                .path("pid")
                .asLong();
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/dockerd"))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
